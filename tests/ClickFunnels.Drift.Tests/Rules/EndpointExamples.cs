namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Operations that come, go, are announced to go, move and are renamed.</summary>
internal sealed class EndpointExamples : IRuleExamples
{
    private const string Things = "/things:\n  get:\n    operationId: listThings\n    responses: { '200': { description: Done. } }\n";
    private const string NotDeprecated = "";
    private const string Deprecated = "deprecated: true";
    private const string Future = "deprecated: true\nx-sunset: 2999-12-31";
    private const string Past = "deprecated: true\nx-sunset: 2001-01-01";
    private const string NoDate = "deprecated: true\nx-sunset: soon";

    public IEnumerable<RuleExample> Examples =>
        [
            new("endpoint-added", (One(), Two()), (One(), Specs.Paths(Things.Replace("/things", "/things/")))),
            new("api-path-removed-without-deprecation", (Two(), One()), (Two(), Specs.Paths(Things + OtherAt("/others/{number}")))),
            new("api-path-removed-with-deprecation", (Two(Past), One()), (Two(Future), One())),
            new("api-path-removed-with-deprecation", (Two(Deprecated), One()), (Two(), One())),
            new("api-path-removed-before-sunset", (Two(Future), One()), (Two(Past), One())),
            new("api-path-sunset-parse", (Two(NoDate), One()), (Two(Past), One())),
            new(
                "api-removed-without-deprecation",
                (Two(second: "/things/{id}"), WithPut("/things/{id}")),
                (Two(second: "/things/{id}"), One())
            ),
            new("api-removed-with-deprecation", (Beside(Past), Beside(null)), (Beside(Future), Beside(null))),
            new("api-removed-before-sunset", (Beside(Future), Beside(null)), (Beside(Past), Beside(null))),
            new(
                "endpoint-deprecated",
                (Specs.Operation(NotDeprecated), Specs.Operation(Deprecated)),
                (Specs.Operation(NotDeprecated), Specs.Operation(Future))
            ),
            new(
                "endpoint-deprecated-with-sunset",
                (Specs.Operation(NotDeprecated), Specs.Operation(Future)),
                (Specs.Operation(Deprecated), Specs.Operation(Future))
            ),
            new(
                "endpoint-reactivated",
                (Specs.Operation(Deprecated), Specs.Operation("deprecated: false")),
                (Specs.Operation("deprecated: false"), Specs.Operation(NotDeprecated))
            ),
            new("api-deprecated-sunset-missing", (Two(), Two(Deprecated, Future)), (Two(), Two(Deprecated))),
            new(
                "api-deprecated-sunset-parse",
                (Specs.Operation(NotDeprecated), Specs.Operation(NoDate)),
                (Specs.Operation(NotDeprecated), Specs.Operation(Future))
            ),
            new(
                "api-sunset-date-too-small",
                (Specs.Operation(NotDeprecated), Specs.Operation(Past)),
                (Specs.Operation(NotDeprecated), Specs.Operation(Future))
            ),
            new(
                "sunset-became-unreadable",
                (Specs.Operation(Future), Specs.Operation(NoDate)),
                (Specs.Operation(NoDate), Specs.Operation(NoDate + "\nsummary: Words."))
            ),
            new(
                "sunset-deleted",
                (Specs.Operation(Future), Specs.Operation(Deprecated)),
                (Specs.Operation(Future), Specs.Operation(NotDeprecated))
            ),
            new(
                "api-sunset-date-changed-too-small",
                (Specs.Operation(Future), Specs.Operation(Future.Replace("12-31", "12-30"))),
                (Specs.Operation(Past), Specs.Operation(Future))
            ),
            new(
                "api-stability-decreased",
                (Specs.Operation(""), Specs.Operation("x-stability-level: beta")),
                (Specs.Operation(""), Specs.Operation("x-stability-level: stable"))
            ),
            new(
                "api-stability-increased",
                (Specs.Operation("x-stability-level: alpha"), Specs.Operation("x-stability-level: beta")),
                (Specs.Operation("x-stability-level: beta"), Specs.Operation("x-stability-level: alpha"))
            ),
            new(
                "api-invalid-stability-level",
                (Specs.Operation(""), Specs.Operation("x-stability-level: solid")),
                (Specs.Operation(""), Specs.Operation("x-stability-level: draft"))
            ),
            new("operation-moved", (Two(), Two(second: "/all/others")), (Two(second: "/others/{id}"), Two(second: "/others/{number}"))),
            new("operation-renamed", (One(), Specs.Paths(Things.Replace("listThings", "allThings"))), (One(), Two())),
            new(
                "operation-renamed",
                (Specs.Operation("x-method: Create"), Specs.Operation("x-method: Add")),
                (Specs.Operation("x-method: Create"), Specs.Operation("x-method: Create\nsummary: Adds."))
            ),
            new(
                "operation-id-reassigned",
                (
                    Two(),
                    Specs.Paths(Things.Replace("listThings", "listOldThings") + OtherAt("/others").Replace("listOthers", "listThings"))
                ),
                (Two(), Specs.Paths(Things.Replace("listThings", "listOldThings") + OtherAt("/others")))
            ),
            new(
                "operation-id-changed",
                (Specs.Operation("x-method: Create"), Specs.Operation("x-method: Create").Replace("createThing", "addThing")),
                (Specs.Operation("x-method: Create"), Specs.Operation("x-method: Add").Replace("createThing", "addThing"))
            ),
            new(
                "api-operation-id-removed",
                (One(), Specs.Paths(Things.Replace("operationId: listThings", "summary: Lists."))),
                (One(), Specs.Paths(Things.Replace("listThings", "allThings")))
            ),
            new(
                "api-operation-id-added",
                (Specs.Paths(Things.Replace("operationId: listThings", "summary: Lists.")), One()),
                (Specs.Paths(Things.Replace("listThings", "allThings")), One())
            ),
            new(
                "duplicate-operation-id",
                (Two(), Specs.Paths(Things + OtherAt("/others").Replace("listOthers", "listThings"))),
                (Two(), Specs.Paths(Things + OtherAt("/others").Replace("listOthers", "listThing")))
            ),
            new(
                "operation-without-id",
                (One(), Two().Replace("operationId: listOthers", "summary: Lists.")),
                (
                    Two().Replace("operationId: listOthers", "summary: Lists."),
                    Two().Replace("operationId: listOthers", "summary: Lists all.")
                )
            ),
        ];

    private static string One() => Specs.Paths(Things);

    private static string Two(string others = "", string things = "", string second = "/others") =>
        Specs.Paths(
            (things.Length == 0 ? Things : Things + Specs.Indent(things, 4) + "\n")
                + OtherAt(second)
                + (others.Length == 0 ? "" : Specs.Indent(others, 4))
        );

    private static string OtherAt(string path) => Things.Replace("/things", path).Replace("listThings", "listOthers");

    private static string WithPut(string path) =>
        Specs.Paths(Things + OtherAt(path).Replace("get:", "put:").Replace("listOthers", "putOther"));

    // GET with the keys, when there are any, and always PUT.
    private static string Beside(string? keys) =>
        Specs.Paths(
            Things.Replace("get:", "put:").Replace("listThings", "putThings")
                + (keys is null ? "" : Specs.Indent(Things[(Things.IndexOf('\n') + 1)..], 0) + "\n" + Specs.Indent(keys, 4))
        );
}
