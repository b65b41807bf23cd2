using ClickFunnels.Drift.Skills;

namespace ClickFunnels.Drift.Tests.Skills;

/// <summary>Routes, fields and errors are found however they are written, and nothing else is.</summary>
public sealed class SkillTextTests
{
    private const string Missing = "skill-route-missing GET /boats/{id}/weight";
    private const string Beside = "Read `GET /boats/{id}`.\n\n";

    [TestCase("`GET /boats/{id}/weight`")]
    [TestCase("GET `/api/v2/boats/:id/weight`.")]
    [TestCase("**GET** `/boats/<id>/weight`, and more")]
    [TestCase("# Weigh: GET /boats/42/weight")]
    [TestCase("1. First `GET https://main.harbor.test/api/v2/boats/QwErTy/weight?x=1#top`")]
    [TestCase("> `GET` https://{port}.harbor.test/api/v2/boats/{id}/weight.")]
    [TestCase("`/boats/{id}/weight` (GET)")]
    [TestCase("```\nGET /api/v2/boats/YOUR_ID/weight HTTP/1.1\n```")]
    [TestCase("~~~http\nGET {{base_url}}/boats/c11cf000-0000-4000-8000-000000000400/weight\n")]
    [TestCase("    GET $BASE/boats/$ID/weight")]
    [TestCase("```bash\ncurl -s \\\n  -H 'A: b' \\\n  \"https://YOUR_PORT.harbor.test/api/v2/boats/7/weight\" | jq .\n```")]
    [TestCase("```sh\n$ curl --request GET --url 'main.harbor.test/api/v2/boats/7/weight'\n```")]
    [TestCase("```sh\ncurl -G -d a=b ${BASE_URL}/boats/${ID}/weight\n```")]
    [TestCase("| Method | Path |\n|---|---|\n| GET | `/api/v2/boats/:id/weight` |")]
    [TestCase("| Endpoint | Use |\n|---|---|\n| `GET /boats/{id}/weight` | Weigh |")]
    [TestCase("- a\n  - b\n\n    ```\n    GET /boats/7/weight.json\n    ```")]
    public async Task A_route_is_found(string text) => Assert.That(await ValuesAsync(text), Is.EqualTo(new[] { Missing }));

    [TestCase("`GET /boats/{id}` and `POST /boats/7/anchor`, `PUT /boats/:id`, `GET /ports/1/boats?after=x&filter[name]=a`")]
    [TestCase("`GET /boats/...`, `GET /boats/*`, `GET .../weight`, `GET /boats(/:id)`, `GET /`, `GET //boats`, `GET /:id`")]
    [TestCase(
        "`GET https://api.partner.test/api/v2/sonar`, `GET https://harbor.test.evil.test/api/v2/x`, `GET https://main.harbor.test/help/x`"
    )]
    [TestCase("`POST /oauth/token`, `GET /.well-known/skills.json`, `GET /guides/boats.md`, `GET /api/v3/boats`")]
    [TestCase("GET ready. Use the GET method, /boats/ and budgets such as TARGET /boats/x.")]
    [TestCase("```http\nGET /v1/sonar\nHost: api.partner.test\n```")]
    [TestCase("```json\n{\"url\": \"GET /boats/7/weight\"}\n```")]
    public async Task Other_texts_are_not_routes(string text) => Assert.That(await ValuesAsync(text), Is.Empty);

    [TestCase("`GET /boats/search`", "skill-route-missing GET /boats/search")]
    [TestCase("`PATCH /boats/7/anchor`", "skill-method-missing PATCH /boats/{id}/anchor")]
    [TestCase("`PATCH /boats/7`", "skill-update-method PATCH /boats/{id}")]
    [TestCase("`GET/HEAD /boats/7`", "skill-method-missing HEAD /boats/{id}")]
    [TestCase("GET, PUT or TRACE, HEAD /boats/1", "skill-method-missing HEAD /boats/{id}")]
    [TestCase("`POST /boats/7/anchor` / `/tow`", "skill-route-missing POST /boats/{id}/tow")]
    [TestCase(
        "| GET / POST | `/boats/1/crews` / `/boats/1/cooks` |\n|-|-|\n| GET / POST | `/boats/1/crews` / `/boats/1/cooks` |",
        "skill-route-missing POST /boats/{id}/cooks"
    )]
    [TestCase("`GET /boats/1/crews?expand[]=x`", "skill-parameter-missing expand[]")]
    [TestCase("`GET /ports/1/boats?filter[berth]=x&after=1&filter%5Bcolor%5D=red`", "skill-parameter-missing filter[berth]")]
    public async Task What_the_contract_lacks_is_named(string text, string expected) =>
        Assert.That(await ValuesAsync(text), Is.EqualTo(new[] { expected }));

    [TestCase("```http\nPOST /ports/3/boats\n\n{\"boat\": {\"flag\": \"x\"}}\n```")]
    [TestCase("```http\nPOST /ports/3/boats\nA: b\n{\"boat\": {\"name\": \"x\",\n  'flag': {\"inner\": 1}}, }\n```")]
    [TestCase("```bash\ncurl $B/ports/3/boats -d '{\"boat\": {\"flag\": 1}}'\n```")]
    [TestCase("```bash\ncurl -XPOST $B/ports/3/boats --json \"{\\\"boat\\\": {\\\"flag\\\": 1}}\"\n```")]
    [TestCase("```\nPOST /ports/3/boats\n{\"boat\": {\"name\": \"a\"}}\n-> 201 {\"id\": 1, \"name\": \"a\", \"flag\": 2}\n```")]
    [TestCase("```http\nGET /boats/1\n\nHTTP/1.1 200 OK\n\n{\"flag\": 2, \"id\": 1}\n```")]
    [TestCase(Beside + "```json\n{\"id\": <the id>, ..., \"flag\": 1 /* new */ }\n```")]
    [TestCase(Beside + "Text.\n\n```\n[{id: 1, flag: 2}, {id: 3}]\n```")]
    [TestCase("# `GET /boats/{id}`\n\n## Response\n\n```json\n{\"id\": 1, \"name\": null, \"flag\": true\n```")]
    [TestCase(Beside + "| Field | Type |\n|---|---|\n| `flag` | text |\n| `name` | text |")]
    [TestCase("| Parameters | Note |\n|---|---|\n| `flag`, `color` | x |\n\n`GET /ports/1/boats`")]
    [TestCase("| Route | Fields |\n|---|---|\n| `PUT /boats/7` | `name`, `flag` |")]
    [TestCase(
        "| Method | Path |\n|---|---|\n| POST | `/ports/1/boats` |\n\n# Body\n\n```json\n{\"boat\": {\"name\": \"a\", \"flag\": 1}}\n```"
    )]
    [TestCase(Beside + "# Response\n\n```json\n{\"id\": 1, \"public_id\": \"a\", \"name\": \"a\", \"color\": \"red\", \"flag\": 1}\n```")]
    [TestCase(Beside + "| Name | Type |\n|---|---|\n| `flag` | text |")]
    public async Task A_field_is_found(string text) =>
        Assert.That(await ValuesAsync(text), Is.EqualTo(new[] { "skill-field-missing flag" }));

    [TestCase(Beside + "```json\n{\"id\": 1, \"cargo\": {\"flag\": 1}, \"engine\": {\"kind\": \"a\", \"sails\": 1, \"power\": 2}}\n```")]
    [TestCase(Beside + "```json\n{\"flag\": 1, \"wind\": 2, \"id\": 3}\n```")]
    [TestCase(Beside + "```js\n{ id: 1, flag: 2 }\n```")]
    [TestCase("# One\n\n" + Beside + "# Two\n\n```json\n{\"id\": 1, \"flag\": 1}\n```")]
    [TestCase(Beside + "Then `GET https://api.partner.test/boats`:\n\n```json\n{\"id\": 1, \"flag\": 1}\n```")]
    [TestCase(Beside + "| Status | Name |\n|---|---|\n| `flag` | `flag` |")]
    [TestCase(Beside + "| Field | Type |\n|---|---|\n| `Bearer x` | `flag` |\n| flag | `flag` |")]
    public async Task Other_keys_are_not_fields(string text) =>
        Assert.That((await ValuesAsync(text)).Where(value => value.Contains("field", StringComparison.Ordinal)), Is.Empty);

    [TestCase("It returns 422 `Boat is at sea`.", "Boat is at sea")]
    [TestCase("- `409 Boat is at sea`", "Boat is at sea")]
    [TestCase("| Error | Cause |\n|---|---|\n| 503 | \"Boat is at sea\" |", "Boat is at sea")]
    [TestCase("“Boat is at sea” is a 404.", "Boat is at sea")]
    [TestCase("A 422 with `<name> is at sea` means that.", "<name> is at sea")]
    [TestCase("```json\n{\"errors\": {\"base\": [\"Boat is at sea\"]}}\n```", "Boat is at sea")]
    [TestCase("```http\nHTTP/1.1 422 Unprocessable Entity\n\n{\"error\": \"Boat is at sea\"}\n```", "Boat is at sea")]
    public async Task An_error_is_found(string text, string error) =>
        Assert.That(await ValuesAsync(text), Is.EqualTo(new[] { "skill-error-missing " + error }));

    [TestCase("It returns 422 `Name has already been taken by another boat`.")]
    [TestCase("It returns 422 \"<Name> HAS already been taken, by another boat!\".")]
    [TestCase("It returns `404 Not Found`, `422` or 500 `Internal Server Error`, and 401 without `Authorization: Bearer x y`.")]
    [TestCase("It takes 500 ms. Then use `Add Tags` for 4.22 or item #404 \"Lost and found\".")]
    [TestCase("A 422 names `boat_name`; a 404 of `GET /boats/{id}` does not.")]
    public async Task Other_texts_are_not_errors(string text) => Assert.That(await ValuesAsync(text), Is.Empty);

    [Test]
    public async Task A_finding_has_the_line_and_what_it_was_compared_with()
    {
        var text =
            "---\nname: a\nversion: 1\n---\n\n# A\n\n```http\nPOST /ports/3/boats\n\n{\n  \"boat\": {\n    \"flag\": 1\n  "
            + "}\n}\n```\n\n`GET /fish`\n";
        var found = await SkillFixture.CompareAsync(text + "\nAgain `GET /fish`.\n");
        Assert.That(
            found.Select(finding => (finding.File, finding.Position!.Value.Line, finding.Message)),
            Is.EqualTo(
                new[]
                {
                    ("a/SKILL.md", 18, "The contract lacks the path of GET /fish. 2 places say so; this is the first."),
                    (
                        "a/SKILL.md",
                        13,
                        "An example of the request of POST /ports/{port_id}/boats has the field \"boat.flag\"; the contract lacks it at "
                            + "/components/schemas/BoatCreate/properties/flag."
                    ),
                }
            )
        );
        var moved = await SkillFixture.CompareAsync("# Other\n\n" + text.Replace("/ports/3/", "/ports/:port/", StringComparison.Ordinal));
        Assert.That(
            moved.Select(finding => finding.Fingerprint),
            Is.EqualTo(found.Select(finding => finding.Fingerprint)),
            "A fingerprint does not depend on lines, ids and places."
        );
    }

    [Test]
    public async Task The_rules_of_the_page_are_those_of_the_program()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "drift-skills.md"));
        var table =
            "| rule | severity | meaning |\n|---|---|---|\n"
            + string.Concat(
                SkillRules
                    .All.OrderBy(rule => rule.Id, StringComparer.Ordinal)
                    .Select(rule => $"| `{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Summary} |\n")
            );
        Assert.That(page, Does.Contain($"<!-- rules -->\n{table}<!-- /rules -->"), "Copy the table into docs/drift-skills.md.");
    }

    private static async Task<IEnumerable<string>> ValuesAsync(string text) =>
        (await SkillFixture.CompareAsync(text)).Select(finding => $"{finding.Rule.Id} {finding.NewValue}");
}
