"""Knows documents that are another one once more."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give documents their marks, make the table of doubles, and let go of what was staged without marks."""
    for name in ("address", "text"):
        op.add_column("document", sa.Column(name, sa.String(length=32), nullable=False, server_default=""))
        op.create_index(op.f(f"ix_document_{name}"), "document", [name], unique=False)
    op.create_table(
        "double",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reading_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("reading_id", "original"):
        op.create_index(op.f(f"ix_double_{name}"), "double", [name], unique=False)
    op.execute(sa.table("staged").delete())
