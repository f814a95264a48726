"""Accounts, sign-in links and API keys from the server's own shell."""

from __future__ import annotations

import datetime as dt

import click
from flask.cli import AppGroup

from recruit.errors import Invalid, NotFound
from recruit.models import Role
from recruit.services import accounts, keys, second_factor, sign_in

user = AppGroup("user", help="People who sign in.")
key = AppGroup("key", help="API keys of agencies.")


@user.command("create")
@click.argument("contact")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--workshop", default="", help="An employer's workshop.")
def create_user(contact: str, role: str, workshop: str) -> None:
    """Make an account for an e-mail address or phone number and print a one-time sign-in path."""
    now = dt.datetime.now(dt.UTC)
    try:
        made = accounts.make_user(
            contact, Role(role), language="ru", now=now, employer_name=workshop
        )
    except Invalid as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"/sign-in/link/{sign_in.make_link(made.id, now=now)}")


@user.command("link")
@click.argument("contact")
def link(contact: str) -> None:
    """Print a fresh one-time sign-in path for an account; it works for a day."""
    found = accounts.find(contact)
    if found is None:
        raise click.ClickException("there is no such account")
    click.echo(f"/sign-in/link/{sign_in.make_link(found.id, now=dt.datetime.now(dt.UTC))}")


@user.command("forget-second-factor")
@click.argument("contact")
def forget_second_factor(contact: str) -> None:
    """Turn off the second factor of somebody who lost phone and sheet. Make sure who asks."""
    found = accounts.find(contact)
    try:
        if found is None:
            raise NotFound("user")
        second_factor.forget(found.id)
    except NotFound as error:
        raise click.ClickException("there is no such account with a second factor") from error
    click.echo("It is off.")


@key.command("create")
@click.option("--agency", required=True, help="The agency's name; a new name makes a new agency.")
@click.option("--label", required=True, help="What the key is for.")
def create_key(agency: str, label: str) -> None:
    """Make an API key and print it, this once."""
    try:
        _, text = keys.create(agency, label, actor=keys.OPERATOR, now=dt.datetime.now(dt.UTC))
    except Invalid as error:
        raise click.ClickException(str(error)) from error
    click.echo(text)
