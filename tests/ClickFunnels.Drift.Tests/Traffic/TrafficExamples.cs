using static ClickFunnels.Drift.Tests.Rules.Specs;
using static ClickFunnels.Drift.Tests.Traffic.Recorded;

namespace ClickFunnels.Drift.Tests.Traffic;

/// <summary>Examples of all rules of <c>responses</c>.</summary>
internal static class TrafficExamples
{
    private const string Body =
        "content:\n  application/json:\n    schema:\n      type: object\n      properties:\n        id: {type: integer}";
    private const string List = "content:\n  application/json:\n    schema:\n      type: array\n      items: {type: object}";
    private const string Filter =
        "parameters:\n  - name: filter\n    in: query\n    style: deepObject\n    schema:\n      type: object\n      "
        + "additionalProperties: false\n      properties:\n        id: {type: array, items: {type: integer}}";

    private static readonly string JoinedFilter = Filter.Replace(
        "{type: array, items: {type: integer}}",
        "{type: string, x-values: {type: integer}}\n        color: {type: string, x-values: {type: string, enum: [red, blue]}}",
        StringComparison.Ordinal
    );

    private static readonly string SendsBody = Operation("requestBody:\n" + Indent("required: true\n" + Body, 2));
    private static readonly string SendsEnvelope = Operation(
        "x-envelope: thing\nrequestBody:\n"
            + Indent(
                "required: true\ncontent:\n  application/json:\n    schema:\n      type: object\n      required: [thing]\n   "
                    + "   properties:\n        thing: {type: object, properties: {name: {type: string}}}",
                2
            )
    );
    private static readonly string Responses = Operation("", Body);
    private static readonly string Nothing = Operation("");

    public static IReadOnlyList<TrafficExample> All { get; } =
    [
        .. Calls(),
        .. Bodies(),
        .. Answered(),
        .. TrafficExample.Both(
            "undocumented-property",
            "type: object\nproperties:\n  id: {type: integer}",
            """{"id":1,"color":"red"}""",
            """{"id":1}"""
        ),
        .. TrafficExample.Both(
            "undocumented-property",
            "type: object\nadditionalProperties: false\nproperties:\n  id: {type: integer}",
            """{"color":"red"}""",
            "{}"
        ),
        .. TrafficExample.Both(
            "missing-property",
            "type: object\nrequired: [id]\nproperties:\n  id: {type: integer}\n  name: {type: string}",
            """{"name":"a"}""",
            """{"id":1}"""
        ),
        .. TrafficExample.Both("wrong-type", "type: integer", "\"7\"", "7.0"),
        .. TrafficExample.Both("wrong-type", "type: string", "7", "\"[redacted]\""),
        .. TrafficExample.Both("wrong-type", "type: array\nitems: {type: boolean}", "[true,1]", "[true,false]"),
        .. TrafficExample.Both("null-not-allowed", "type: string", "null", "\"\""),
        .. TrafficExample.Both("null-not-allowed", "oneOf:\n  - type: string\n  - type: integer", "null", "1"),
        .. TrafficExample.Both("unknown-value", "type: string\nenum: [draft, live]", "\"paused\"", "\"live\""),
        .. TrafficExample.Both("unknown-value", "type: string\nconst: draft", "\"live\"", "\"draft\""),
        .. TrafficExample.Both("wrong-format", "type: string\nformat: date-time", "\"2026-05-01\"", "\"2026-05-01T10:00:00.123Z\""),
        .. TrafficExample.Both("wrong-format", "type: string\nformat: date", "\"01.05.2026\"", "\"2026-05-01\""),
        .. TrafficExample.Both("wrong-format", "type: string\nformat: uuid", "\"c11cf000\"", "\"c11cf000-0000-4000-8000-000000000400\""),
        .. TrafficExample.Both("wrong-format", "type: string\nformat: uri", "\"/relative\"", "\"https://example.com/a\""),
        .. TrafficExample.Both("wrong-format", "type: string\nformat: email", "\"jane\"", "\"jane@example.com\""),
        .. TrafficExample.Both("wrong-format", "type: string\nformat: decimal", "\"1,50\"", "\"1.50\""),
        .. TrafficExample.Both("wrong-format", "type: integer\nformat: int32", "3000000000", "2147483647"),
        .. TrafficExample.Both("wrong-format", "type: integer\nformat: int64", "9223372036854775808", "9223372036854775807"),
        .. TrafficExample.Both("wrong-format", "type: string\nformat: date-time", "\"yesterday\"", "\"[redacted]\""),
        .. TrafficExample.Both("out-of-range", "type: number\nminimum: 1", "0.5", "1"),
        .. TrafficExample.Both("out-of-range", "type: integer\nmaximum: 5", "6", "5"),
        .. TrafficExample.Both("out-of-range", "type: integer\nexclusiveMinimum: 5", "5", "6"),
        .. TrafficExample.Both("out-of-range", "type: integer\nmaximum: 5\nexclusiveMaximum: true", "5", "4"),
        .. TrafficExample.Both("out-of-range", "type: integer\nmultipleOf: 5", "7", "10"),
        .. TrafficExample.Both("wrong-length", "type: string\nmaxLength: 2", "\"abc\"", "\"😀😀\""),
        .. TrafficExample.Both("wrong-length", "type: string\nminLength: 1", "\"\"", "\"a\""),
        .. TrafficExample.Both("wrong-pattern", "type: string\npattern: '^[a-z]+$'", "\"A1\"", "\"a\""),
        .. TrafficExample.Both("wrong-item-count", "type: array\nminItems: 1\nitems: {type: integer}", "[]", "[1]"),
        .. TrafficExample.Both("wrong-item-count", "type: array\nmaxItems: 1\nitems: {type: integer}", "[1,2]", "[1]"),
        .. TrafficExample.Both("wrong-item-count", "type: array\nuniqueItems: true\nitems: {type: integer}", "[1,1]", "[1,2]"),
        .. TrafficExample.Both(
            "wrong-item-count",
            "type: array\nuniqueItems: true",
            """[{"a":1,"b":2},{"b":2,"a":1}]""",
            """["[redacted]","[redacted]"]"""
        ),
        .. TrafficExample.Both("no-alternative-fits", "oneOf:\n  - type: string\n  - type: integer", "true", "1"),
    ];

    private static IEnumerable<TrafficExample> Calls() =>
        [
            new("undocumented-operation", Nothing, Exchange(url: "/others/42"), Exchange(url: "/others/42", status: 404)),
            new("deprecated-operation", Operation("deprecated: true"), Exchange(), Exchange(status: 500)),
            new(
                "unknown-query-parameter",
                Operation("parameters:\n  - name: after\n    in: query\n    schema: {type: string}"),
                Exchange(url: "/things?per_page=100"),
                Exchange(url: "/things?after=7")
            ),
            new(
                "unknown-query-parameter",
                Operation("parameters:\n  - name: expand[]\n    in: query\n    schema: {type: array, items: {type: string}}"),
                Exchange(url: "/things?expand=a"),
                Exchange(url: "/things?expand%5B%5D=a&expand[]=b")
            ),
            new(
                "unknown-filter-key",
                Operation(Filter),
                Exchange(url: "/things?filter[name]=a"),
                Exchange(url: "/things?filter%5Bid%5D=1,2")
            ),
            new(
                "request-wrong-type",
                Operation(Filter),
                Exchange(url: "/things?filter[id]=1,x"),
                Exchange(url: "/things?filter[id]=%5Bredacted%5D")
            ),
            new(
                "request-wrong-type",
                Operation(JoinedFilter),
                Exchange(url: "/things?filter[id]=1,x"),
                Exchange(url: "/things?filter[id]=1,2")
            ),
            new(
                "request-unknown-value",
                Operation(JoinedFilter),
                Exchange(url: "/things?filter[color]=red,green"),
                Exchange(url: "/things?filter[color]=red,blue")
            ),
            new(
                "request-unknown-value",
                Operation("parameters:\n  - name: sort\n    in: query\n    schema: {type: string, enum: [asc, desc]}"),
                Exchange(url: "/things?sort=up"),
                Exchange(url: "/things?sort=asc")
            ),
            new(
                "missing-query-parameter",
                Operation("parameters:\n  - name: page_id\n    in: query\n    required: true\n    schema: {type: integer}"),
                Exchange(),
                Exchange(url: "/things?page_id=7")
            ),
            new(
                "request-missing-header",
                Operation("parameters:\n  - name: X-Team\n    in: header\n    required: true\n    schema: {type: string}"),
                Exchange(),
                Exchange(status: 400)
            ),
            new(
                "request-wrong-type",
                Paths(
                    "/things/{id}:\n  get:\n    parameters:\n      - {name: id, in: path, required: true, schema: {type: "
                        + "integer}}\n    responses:\n      '200': {description: Done.}"
                ),
                Exchange("GET", "/things/abc"),
                Exchange("GET", "/things/12")
            ),
        ];

    private static IEnumerable<TrafficExample> Bodies() =>
        [
            new("request-missing-body", SendsBody, Exchange(), Exchange(sent: "{}")),
            new("request-unexpected-body", Nothing, Exchange(sent: "{}"), Exchange()),
            new("request-missing-content-type", SendsBody, Exchange(sent: "{}", sentType: null), Exchange(sent: "{}")),
            new(
                "request-undocumented-content-type",
                SendsBody,
                Exchange(sent: "id=1", sentType: "application/x-www-form-urlencoded"),
                Exchange(sent: "{}", sentType: "Application/JSON; charset=utf-8")
            ),
            new("request-malformed-json", SendsBody, Exchange(sent: "{\"id\":"), Exchange(sent: "{\"id\":", status: 400)),
            new("request-wrong-envelope", SendsEnvelope, Exchange(sent: """{"name":"a"}"""), Exchange(sent: """{"thing":{"name":"a"}}""")),
            new(
                "request-wrong-envelope",
                SendsEnvelope,
                Exchange(sent: """{"product":{"name":"a"}}"""),
                Exchange(sent: """{"thing":{}}""")
            ),
            new(
                "request-undocumented-property",
                SendsEnvelope,
                Exchange(sent: """{"thing":{},"dry_run":true}"""),
                Exchange(sent: """{"thing":{}}""")
            ),
            new(
                "request-missing-property",
                Operation(
                    "requestBody:\n  content:\n    application/json:\n      schema:\n        type: object\n        required: "
                        + "[id, name]\n        properties:\n          id: {type: integer, readOnly: true}\n          name: {type: "
                        + "string}"
                ),
                Exchange(sent: """{"id":1}"""),
                Exchange(sent: """{"name":"a"}""")
            ),
        ];

    private static IEnumerable<TrafficExample> Answered() =>
        [
            new("undocumented-status", Nothing, Exchange(status: 202), Exchange()),
            new(
                "undocumented-status",
                Paths("/things:\n  post:\n    responses:\n      2XX: {description: Done.}\n      5XX: {description: Failed.}"),
                Exchange(status: 404),
                Exchange(status: 503)
            ),
            new(
                "undocumented-status",
                Paths(
                    "/things:\n  post:\n    responses:\n      '200': {description: Done.}\n"
                        + "      default: {description: Failed., x-statuses: 5XX}"
                ),
                Exchange(status: 418),
                Exchange(status: 503)
            ),
            new(
                "undocumented-status",
                Paths("/things:\n  post:\n    responses:\n      '200': {description: Done.}\n      4xx: {description: Refused.}"),
                Exchange(status: 500),
                Exchange(status: 418)
            ),
            new(
                "undocumented-status",
                Paths("/things:\n  post:\n    responses:\n      '200': {description: Done.}"),
                Exchange(status: 400),
                Exchange()
            ),
            new(
                "response-undocumented-content-type",
                Responses,
                Exchange(response: "<p>", responseType: "text/html"),
                Exchange(response: "{}", responseType: "application/json;charset=UTF-8")
            ),
            new("response-missing-content-type", Responses, Exchange(response: "{}", responseType: null), Exchange(response: "{}")),
            new(
                "undocumented-response-header",
                Nothing,
                Exchange(headers: ("X-Limit", "5")),
                Exchange(headers: [("Date", "x"), ("CF-Ray", "x"), ("X-Request-Id", "x"), ("ETag", "x"), ("Set-Cookie", "x")])
            ),
            new(
                "undocumented-response-header",
                Operation("", "headers:\n  X-Limit: {schema: {type: integer}}"),
                Exchange(headers: ("X-Rest", "5")),
                Exchange(headers: ("x-limit", "5"))
            ),
            new(
                "response-wrong-type",
                Operation("", "headers:\n  X-Limit: {schema: {type: integer}}"),
                Exchange(headers: ("X-Limit", "many")),
                Exchange(headers: ("X-Limit", "5"))
            ),
            new(
                "response-missing-header",
                Operation("", "headers:\n  X-Limit: {required: true, schema: {type: integer}}"),
                Exchange(),
                Exchange(headers: ("X-Limit", "5"))
            ),
            new("response-malformed-json", Responses, Exchange(response: "{\"id\":"), Exchange(response: "{\"id\":1}")),
            new("response-malformed-json", Responses, Exchange(response: "{\"id\":1,\"id\":2}"), Exchange(response: "{\"id\":1}")),
            new("response-empty-body", Responses, Exchange(), Exchange(response: "{}")),
            new("response-unexpected-body", Nothing, Exchange(response: "{}"), Exchange()),
            new("response-wrong-envelope", Operation("", List), Exchange(response: """{"things":[]}"""), Exchange(response: "[]")),
            new("response-wrong-envelope", Responses, Exchange(response: "[]"), Exchange(response: "{}")),
            new(
                "response-wrong-envelope",
                Operation(
                    "x-result-envelope: things",
                    "content:\n  application/json:\n    schema:\n      type: object\n      properties:\n        things: {type: array}"
                ),
                Exchange(response: "[]"),
                Exchange(response: """{"things":[]}""")
            ),
            new(
                "response-missing-property",
                Operation(
                    "",
                    "content:\n  application/json:\n    schema:\n      type: object\n      required: [id, secret]\n      "
                        + "properties:\n        id: {type: integer}\n        secret: {type: string, writeOnly: true}"
                ),
                Exchange(response: "{}"),
                Exchange(response: """{"id":1}""")
            ),
        ];
}
