from recruit.services.matching.closeness import table_of_the_seeds


def test_the_committed_table_is_the_one_the_seeds_make():
    table = table_of_the_seeds()

    assert table.stands, "run: flask matching closeness --write"
    assert table.by_graph > table.by_company > 0


def test_the_table_is_looked_up_by_a_command(app):
    run = app.test_cli_runner().invoke

    one = run(args=["matching", "closeness", "overlock_5_thread", "overlock_4_thread"])
    every = run(args=["matching", "closeness", "overlock_5_thread"])
    unknown = run(args=["matching", "closeness", "nothing_at_all"])

    assert one.output.split() == ["0.80", "overlock_4_thread"]
    assert every.output.splitlines()[0] == "1.00  overlock_5_thread"
    assert unknown.exit_code == 1
