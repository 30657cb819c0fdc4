"""Runs the steps on the connection that the ledger hands over: ``timeline.ledger.migrating`` calls it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
