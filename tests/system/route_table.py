"""Every route for every kind of actor, with the expected status written down.

A route that is missing in the table fails. Rows name method, endpoint and, after a slash, which
object is meant. The objects belong to the actors of one small world:

* vacancies of employer A: ``open``, ``draft``, ``gone`` (no such vacancy); ``agency`` is a draft
  of the recruiter's agency
* the sign-in to be ended is the ``candidate``'s
* the ``candidate`` is visible only where they applied, and has applied to A's open vacancy; the
  ``public`` one is seen by all, the ``hidden`` one by nobody, the ``submitted`` one belongs to
  the recruiter's agency and is hidden too

``302`` leads somewhere: a stranger to the sign-in page, who did something to what follows. ``422``
says that the request was allowed and its empty form was not. A recruiter's key is worth nothing
on a page, a browser's sign-in nothing in the API.
"""

ROLES = (
    "anonymous",
    "candidate",
    "other candidate",
    "employer A",
    "employer B",
    "recruiter key",
    "overseer",
    "administrator",
)

TABLE = """
                                        anon  cand  other  A    B    key  over adm
GET static                              200   200   200    200  200  200  200  200
GET pages.home                          200   200   200    200  200  200  200  200
GET pages.ranking                       200   200   200    200  200  200  200  200
GET closeness.show                      200   200   200    200  200  200  200  200
GET pages.healthy                       200   200   200    200  200  200  200  200
GET sitemap.robots                      200   200   200    200  200  200  200  200
GET sitemap.sitemap                     200   200   200    200  200  200  200  200
GET sitemap.part                        200   200   200    200  200  200  200  200
POST language.choose                    302   302   302    302  302  302  302  302

GET account.home                        302   302   302    302  302  302  302  302
GET account.register                    200   200   200    200  200  200  200  200
GET account.register_employer           200   200   200    200  200  200  200  200
POST account.register_employer          422   422   422    422  422  422  422  422
GET account.sign_in                     200   200   200    200  200  200  200  200
POST account.sign_in                    422   422   422    422  422  422  422  422
POST account.sign_out                   302   302   302    302  302  302  302  302
GET account.link                        200   200   200    200  200  200  200  200
POST account.use_link                   404   404   404    404  404  404  404  404
GET account.news                        302   200   200    200  200  302  200  200

GET account.code                        302   302   302    302  302  302  302  302
POST account.code                       302   302   302    302  302  302  302  302

GET recovery.ask                        200   200   200    200  200  200  200  200
POST recovery.ask                       422   422   422    422  422  422  422  422
GET recovery.sent                       200   200   200    200  200  200  200  200
GET recovery.by_code                    200   200   200    200  200  200  200  200
POST recovery.by_code                   422   422   422    422  422  422  422  422
GET recovery.link                       404   404   404    404  404  404  404  404
POST recovery.by_link                   404   404   404    404  404  404  404  404

GET security.show                       302   200   200    200  200  302  200  200
POST security.end_sign_in               302   302   404    404  404  302  404  404
POST security.end_others                302   302   302    302  302  302  302  302
GET security.password                   302   200   200    200  200  302  200  200
POST security.password                  302   422   422    422  422  302  422  422
GET security.recovery_codes             302   200   200    200  200  302  200  200
POST security.recovery_codes            302   200   200    200  200  302  200  200
GET security.deletion                   302   200   200    200  200  302  200  200
POST security.deletion                  302   302   302    302  302  302  302  302
POST security.undo_deletion             302   404   404    404  404  302  404  404

GET second_factor.show                  302   200   200    200  200  302  200  302
POST second_factor.begin                302   302   302    302  302  302  302  409
POST second_factor.confirm              302   302   302    302  302  302  302  302
GET second_factor.off                   302   302   302    302  302  302  302  200
POST second_factor.off                  302   302   302    302  302  302  302  422

GET admin.keys                          302   403   403    403  403  302  403  200
POST admin.create_key                   302   403   403    403  403  302  403  422
POST admin.revoke_key                   302   403   403    403  403  302  403  302

GET vocabulary.waiting                  302   403   403    403  403  302  403  200
GET vocabulary.labels                   302   403   403    403  403  302  403  200
GET vocabulary.show                     302   403   403    403  403  302  403  200
POST vocabulary.attach                  302   403   403    403  403  302  403  404
GET vocabulary.new                      302   403   403    403  403  302  403  200
POST vocabulary.create                  302   403   403    403  403  302  403  422
POST vocabulary.dismiss                 302   403   403    403  403  302  403  302
POST vocabulary.undo                    302   403   403    403  403  302  403  302

GET rankings.listed                     302   403   403    403  403  302  200  200
GET rankings.show                       302   404   404    200  404  302  404  200
GET ranking_models.listed               302   403   403    403  403  302  403  200
POST ranking_models.switch_on           302   403   403    403  403  302  403  302
POST ranking_models.switch_back         302   403   403    403  403  302  403  302

GET vacancies.browse                    200   200   200    200  200  200  200  200
GET vacancies.show/open                 200   200   200    200  200  200  200  200
GET vacancies.show/draft                404   404   404    200  404  404  404  200
GET vacancies.show/agency               404   404   404    404  404  404  404  200
GET vacancies.show/gone                 404   404   404    404  404  404  404  404

GET specialists.browse                  200   200   200    200  200  200  200  200
GET specialists.show/public             200   200   200    200  200  200  200  200
GET specialists.show/candidate          404   200   404    200  404  404  404  200
GET specialists.show/hidden             404   404   200    404  404  404  404  200
GET specialists.show/submitted          404   404   404    404  404  404  404  200

GET employer.desk                       302   403   403    200  200  302  403  403
GET employer.post                       302   403   403    200  200  302  403  403
POST employer.post                      302   403   403    422  422  302  403  403
GET employer.edit/open                  302   403   403    200  404  302  403  403
GET employer.edit/draft                 302   403   403    200  404  302  403  403
POST employer.edit/draft                302   403   403    422  404  302  403  403
POST employer.publish/draft             302   403   403    302  404  302  403  403
POST employer.pause/open                302   403   403    302  404  302  403  403
POST employer.close/open                302   403   403    302  404  302  403  403
POST employer.reopen/closed             302   403   403    302  404  302  403  403
GET employer.ranking/open               302   403   403    200  404  302  403  403
GET employer.ranking/draft              302   403   403    200  404  302  403  403
POST employer.weights/open              302   403   403    302  404  302  403  403
GET employer.applicants/open            302   403   403    200  404  302  403  403
GET employer.specialists_table/open     302   403   403    200  404  302  403  403
GET employer.specialists_table/draft    302   403   403    200  404  302  403  403
GET employer.applicants_table/open      302   403   403    200  404  302  403  403
POST employer.move                      302   403   403    302  404  302  403  403
POST employer.stay                      302   403   403    302  404  302  403  403
GET employer.rankings/open              302   403   403    200  404  302  403  403
GET employer.rankings/draft             302   403   403    200  404  302  403  403

GET profile.start                       200   302   302    403  403  200  403  403
POST profile.start                      422   302   302    403  403  422  403  403
GET profile.show                        302   200   200    403  403  302  403  403
GET profile.skills                      302   200   200    403  403  302  403  403
POST profile.skills                     302   422   422    403  403  302  403  403
GET profile.wishes                      302   200   200    403  403  302  403  403
POST profile.wishes                     302   302   302    403  403  302  403  403
GET profile.visibility                  302   200   200    403  403  302  403  403
POST profile.visibility                 302   302   302    403  403  302  403  403
GET profile.advice                      302   200   200    403  403  302  403  403
GET profile.matches                     302   200   200    403  403  302  403  403
GET profile.applications                302   200   200    403  403  302  403  403
GET profile.rankings                    302   200   200    403  403  302  403  403
GET profile.rankings_file               302   200   200    403  403  302  403  403
GET profile.apply/open                  302   302   302    403  403  302  403  403
POST profile.apply/open                 302   302   302    403  403  302  403  403
POST profile.apply/draft                302   404   404    403  403  302  403  403
GET profile.cv                          302   200   200    403  403  302  403  403
POST profile.cv                         302   422   422    403  403  302  403  403
GET profile.cv_proposals                302   200   404    403  403  302  403  403
POST profile.cv_proposals               302   422   404    403  403  302  403  403
POST profile.delete_file                302   302   404    403  403  302  403  403
GET files.download                      302   200   404    200  404  302  404  404
GET files.download/shy                  302   404   200    404  404  302  404  404
POST profile.withdraw                   302   302   404    403  403  302  403  403

GET api_docs.page                       200   200   200    200  200  200  200  200
GET api-docs.openapi_json               200   200   200    200  200  200  200  200
GET api_vacancies.listed                401   401   401    401  401  200  401  401
POST api_vacancies.create               401   401   401    401  401  422  401  401
GET api_vacancies.show/open             401   401   401    401  401  200  401  401
GET api_vacancies.show/draft            401   401   401    401  401  404  401  401
GET api_vacancies.show/agency           401   401   401    401  401  200  401  401
PATCH api_vacancies.change/open         401   401   401    401  401  403  401  401
PATCH api_vacancies.change/draft        401   401   401    401  401  404  401  401
PATCH api_vacancies.change/agency       401   401   401    401  401  200  401  401
POST api_vacancies.publish/draft        401   401   401    401  401  404  401  401
POST api_vacancies.publish/agency       401   401   401    401  401  200  401  401
POST api_vacancies.pause/open           401   401   401    401  401  403  401  401
POST api_vacancies.pause/agency         401   401   401    401  401  409  401  401
POST api_vacancies.close/open           401   401   401    401  401  403  401  401
POST api_vacancies.close/agency         401   401   401    401  401  200  401  401
GET api_vacancies.matches/open          401   401   401    401  401  200  401  401
GET api_vacancies.matches/draft         401   401   401    401  401  404  401  401
GET api_vacancies.matches/agency        401   401   401    401  401  200  401  401
GET api_candidates.listed               401   401   401    401  401  200  401  401
POST api_candidates.create              401   401   401    401  401  422  401  401
GET api_candidates.show/public          401   401   401    401  401  200  401  401
GET api_candidates.show/candidate       401   401   401    401  401  404  401  401
GET api_candidates.show/hidden          401   401   401    401  401  404  401  401
GET api_candidates.show/submitted       401   401   401    401  401  200  401  401
PATCH api_candidates.change/public      401   401   401    401  401  403  401  401
PATCH api_candidates.change/candidate   401   401   401    401  401  404  401  401
PATCH api_candidates.change/submitted   401   401   401    401  401  200  401  401
GET api_candidates.matches/public       401   401   401    401  401  200  401  401
GET api_candidates.matches/candidate    401   401   401    401  401  404  401  401
GET api_candidates.matches/submitted    401   401   401    401  401  200  401  401
POST api_match.match                    401   401   401    401  401  422  401  401
POST api_taxonomy.link                  401   401   401    401  401  422  401  401
POST api_taxonomy.mentions              401   401   401    401  401  422  401  401
GET api_taxonomy.suggest                422   422   422    422  422  422  422  422
GET api_taxonomy.concepts               401   401   401    401  401  200  401  401
GET api_taxonomy.concept                401   401   401    401  401  200  401  401
"""

ROWS = {
    (line.split()[0], line.split()[1]): tuple(int(status) for status in line.split()[2:])
    for line in TABLE.splitlines()[2:]
    if line.strip()
}
assert all(len(expected) == len(ROLES) for expected in ROWS.values())
