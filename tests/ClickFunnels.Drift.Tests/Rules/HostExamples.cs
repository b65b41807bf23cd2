namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class HostExamples : IRuleExamples
{
    private const string One = "servers: [{ url: 'https://{name}.example.com/api' }]";

    public IEnumerable<RuleExample> Examples =>
        [
            new(
                "api-host-changed",
                (Document(One), Document(One.Replace("/api", "/api/v2"))),
                (Document(One), Document(One.Replace("{name}", "{subdomain}").Replace("/api", "/api/")))
            ),
            new(
                "api-host-added",
                (Document(One), Document(One.Replace("}]", "}, { url: https://eu.example.com }]"))),
                (Document(One), Document(One.Replace("/api", "/api/v2")))
            ),
            new(
                "operation-host-changed",
                (Document(One), Specs.Operation("servers: [{ url: https://accounts.example.com }]", document: One)),
                (Document(One), Specs.Operation(One, document: One))
            ),
            new(
                "operation-host-changed",
                (Specs.Operation("x-host: workspace"), Specs.Operation("x-host: accounts")),
                (Specs.Operation("summary: Words."), Specs.Operation("x-host: accounts"))
            ),
        ];

    private static string Document(string servers) => Specs.Operation("", document: servers);
}
