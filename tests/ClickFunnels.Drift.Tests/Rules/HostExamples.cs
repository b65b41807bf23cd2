namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class HostExamples : IRuleExamples
{
    private const string One = "servers: [{ url: 'https://{name}.example.com/api' }]";

    private const string Two = "servers: [{ url: 'https://{name}.example.com/api' }, { url: 'https://eu.example.com' }]";
    private const string Swapped = "servers: [{ url: 'https://eu.example.com' }, { url: 'https://{name}.example.com/api' }]";
    private const string Variable =
        "servers: [{ url: 'https://{name}.example.com/api', variables: { name: { default: a, enum: [a, b] } } }]";

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
            new("api-host-removed", (Document(Two), Document(One)), (Document(One), Document(Two))),
            new("api-host-removed", (Document(Two), Document("")), (Document(Two), Document(Swapped))),
            new("api-host-order-changed", (Document(Two), Document(Swapped)), (Document(Two), Document(One))),
            new(
                "api-host-variable-default-changed",
                (Document(Variable), Document(Variable.Replace("default: a", "default: b"))),
                (Document(Variable), Document(Variable.Replace("{name}", "{sub}").Replace("name:", "sub:")))
            ),
            new(
                "api-host-variable-value-removed",
                (Document(Variable), Document(Variable.Replace("[a, b]", "[a]"))),
                (Document(Variable), Document(Variable.Replace("[a, b]", "[a, b, c]")))
            ),
            new(
                "api-host-variable-value-added",
                (Document(Variable), Document(Variable.Replace("[a, b]", "[a, b, c]"))),
                (Document(Variable), Document(Variable.Replace("[a, b]", "[b, a]")))
            ),
            new(
                "operation-host-changed",
                (Specs.Operation("x-host: workspace"), Specs.Operation("x-host: accounts")),
                (Specs.Operation("summary: Words."), Specs.Operation("x-host: accounts"))
            ),
        ];

    private static string Document(string servers) => Specs.Operation("", document: servers);
}
