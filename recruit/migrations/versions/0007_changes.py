"""changes"""

from alembic import op
import sqlalchemy as sa

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

LINES = ('claim', 'candidate_experience')

# A later number and the transaction's own id take the place of the person's last change.
KEEP = """
    INSERT INTO change (candidate_id, xid, at)
    SELECT touched.id, pg_current_xact_id()::text::bigint, statement_timestamp()
    FROM ({people}) AS touched (id) ORDER BY 1
    ON CONFLICT (candidate_id) DO UPDATE
    SET number = nextval('change_number_seq'), xid = excluded.xid, at = excluded.at;
    RETURN NULL;
"""
FUNCTIONS = {
    'note_people': 'SELECT id FROM rows_now',
    'note_lines': 'SELECT DISTINCT candidate_id FROM rows_now',
    'note_moved_lines': 'SELECT candidate_id FROM rows_now UNION SELECT candidate_id FROM rows_before',
}
EVENTS = {
    'INSERT': 'NEW TABLE AS rows_now',
    'UPDATE': 'NEW TABLE AS rows_now OLD TABLE AS rows_before',
    'DELETE': 'OLD TABLE AS rows_now',
}


def upgrade():
    op.create_table('change',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('candidate_id', sa.Uuid(), nullable=False),
    sa.Column('xid', sa.BigInteger(), nullable=False, server_default='0'),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_change')),
    sa.UniqueConstraint('candidate_id', name=op.f('uq_change_candidate_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_xid'), ['xid'], unique=False)

    if op.get_bind().dialect.name == 'postgresql':
        _for_postgresql()
    else:
        _for_sqlite()


def _for_postgresql():
    for name, people in FUNCTIONS.items():
        op.execute(
            f'CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS '
            f'$$ BEGIN {KEEP.format(people=people)} END $$'
        )
    for table in ('candidate', *LINES):
        for event, rows in EVENTS.items():
            function = 'note_people'
            if table in LINES:
                function = 'note_moved_lines' if event == 'UPDATE' else 'note_lines'
            op.execute(
                f'CREATE TRIGGER {table}_noted_{event.lower()} AFTER {event} ON {table} '
                f'REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {function}()'
            )


def _for_sqlite():
    # Not INSERT OR REPLACE: a statement's own OR clause would take its place.
    keep = (
        'DELETE FROM change WHERE candidate_id = {row}.{column}; '
        'INSERT INTO change (candidate_id, xid, at) '
        "VALUES ({row}.{column}, 0, strftime('%Y-%m-%d %H:%M:%S.000000', 'now')); "
    )
    for table in ('candidate', *LINES):
        column = 'candidate_id' if table in LINES else 'id'
        for event, rows in (('INSERT', ['NEW']), ('UPDATE', ['NEW', 'OLD']), ('DELETE', ['OLD'])):
            if table == 'candidate' and event == 'UPDATE':
                rows = ['NEW']
            body = ''.join(keep.format(row=row, column=column) for row in reversed(rows))
            op.execute(
                f'CREATE TRIGGER {table}_noted_{event.lower()} AFTER {event} ON {table} '
                f'BEGIN {body}END'
            )


def downgrade():
    for table in ('candidate', *LINES):
        for event in EVENTS:
            on = f' ON {table}' if op.get_bind().dialect.name == 'postgresql' else ''
            op.execute(f'DROP TRIGGER {table}_noted_{event.lower()}{on}')
    if op.get_bind().dialect.name == 'postgresql':
        for name in FUNCTIONS:
            op.execute(f'DROP FUNCTION {name}()')
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_xid'))

    op.drop_table('change')
