using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Requests;

namespace ClickFunnels.Emulator.Tests.Requests;

/// <summary>Every operation of the contracts: a valid request has no violation, and each mistake is found where it is.</summary>
public sealed class ContractCheckerTests
{
    private static readonly Dictionary<string, (ApiRoutes Routes, ContractChecker Checker)> Checkers = BehaviorCatalog.Apis.ToDictionary(
        api => api,
        api =>
        {
            var contract = Platforms.Named(api).Contract;
            var routes = new ApiRoutes(contract);
            return (routes, new ContractChecker(contract, routes));
        }
    );

    private static IEnumerable<TestCaseData> Operations =>
        BehaviorCatalog.Apis.SelectMany(api =>
            Platforms.Named(api).Contract.Operations.Select(operation => new TestCaseData(api, operation.Id))
        );

    [TestCaseSource(nameof(Operations))]
    public void A_valid_request_has_no_violation(string api, string id)
    {
        var operation = Platforms.Named(api).Contract.ById[id];

        Assert.That(Check(api, Example(api, operation)), Is.Empty);
    }

    [TestCaseSource(nameof(Operations))]
    public void Each_mistake_is_one_violation_where_it_is(string api, string id)
    {
        var operation = Platforms.Named(api).Contract.ById[id];
        var valid = Example(api, operation);
        Assert.Multiple(() =>
        {
            foreach (var (mistake, request, where) in QueryMistakes(operation, valid).Concat(BodyMistakes(operation, valid)))
            {
                Assert.That(Check(api, request).Select(one => one.Where), Is.EqualTo(new[] { where }), $"{id}: {mistake}");
            }
        });
    }

    // The number of mistakes that the test above makes, so that it cannot become empty.
    [TestCase("clickfunnels", 3500)]
    [TestCase("simvoly", 300)]
    [TestCase("elasticfunnels", 1000)]
    public void There_are_many_mistakes(string api, int least) =>
        Assert.That(
            Platforms
                .Named(api)
                .Contract.Operations.Sum(operation =>
                    QueryMistakes(operation, Example(api, operation)).Count() + BodyMistakes(operation, Example(api, operation)).Count()
                ),
            Is.GreaterThan(least)
        );

    private static IEnumerable<(string Mistake, ExampleRequest Request, string Where)> QueryMistakes(
        ContractOperation operation,
        ExampleRequest valid
    )
    {
        yield return ("unknown parameter", valid.With("zzz_unknown", "1"), "query zzz_unknown");
        foreach (var parameter in operation.Definition.Parameters.Where(one => one.In == "query"))
        {
            if (parameter.Style == "deepObject")
            {
                yield return ("unknown attribute", valid.With($"{parameter.Name}[zzz]", "1"), $"query {parameter.Name}[zzz]");
            }
            else
            {
                if (parameter.Required)
                {
                    yield return ("missing parameter", Without(valid, parameter.Name), $"query {parameter.Name}");
                }

                var schema = parameter.Schema.Items ?? parameter.Schema;
                if (schema.Enum is not null || schema.Types is ["integer"] or ["boolean"])
                {
                    yield return ("wrong value", Without(valid, parameter.Name).With(parameter.Name, "zzz"), $"query {parameter.Name}");
                }
            }
        }
    }

    private static IEnumerable<(string Mistake, ExampleRequest Request, string Where)> BodyMistakes(
        ContractOperation operation,
        ExampleRequest valid
    )
    {
        if (operation.Definition.Body is not { } body)
        {
            yield return ("unexpected body", valid with { ContentType = "application/json", Body = "{}"u8.ToArray() }, "body");
            yield break;
        }

        if (body.Required)
        {
            yield return ("missing body", valid with { Body = [] }, "body");
        }

        if (!MediaTypes.IsJson(valid.ContentType!))
        {
            yield return ("damaged form", valid with { Body = "--b\r\nx"u8.ToArray() }, "body");
            yield break;
        }

        yield return ("other content type", valid with { ContentType = "text/plain" }, "header Content-Type");
        yield return ("no content type", valid with { ContentType = null }, "header Content-Type");
        yield return ("damaged JSON", valid with { Body = "{\"a\":1,}"u8.ToArray() }, "body");
        yield return ("duplicate field", valid with { Body = "{\"a\":1,\"a\":1}"u8.ToArray() }, "body");
        var schema = MediaTypes.Find(body.Content, "application/json")!.Schema!;
        if (operation.Envelope is { } envelope)
        {
            yield return ("missing envelope", valid.With(valid.Json[envelope]!), "body");
            schema = schema.Properties[envelope];
        }
        else
        {
            yield return ("list", valid.With(new JsonArray()), "body");
        }

        if (schema.UnionOf.Count > 0 || schema.Properties.Count == 0)
        {
            yield break;
        }

        string Place(string name) => operation.Envelope is null ? $"body {name}" : $"body {operation.Envelope}.{name}";
        if (!schema.Has("additionalProperties") || schema.IsClosed)
        {
            yield return ("unknown field", Changed(operation, valid, record => record["zzz_unknown"] = 1), Place("zzz_unknown"));
        }

        foreach (var (name, property) in schema.Properties.Where(pair => !pair.Value.ReadOnly))
        {
            if (schema.Required.Contains(name))
            {
                yield return ("missing field", Changed(operation, valid, record => record.Remove(name)), Place(name));
            }

            if (property.Types.Count > 0 && !property.Types.Contains("object") && property.UnionOf.Count == 0)
            {
                var other = new JsonObject { ["zzz"] = 1 };
                yield return ("wrong type", Changed(operation, valid, record => record[name] = other.DeepClone()), Place(name));
                if (!property.Nullable)
                {
                    yield return ("null", Changed(operation, valid, record => record[name] = null), Place(name));
                }
            }

            if (property.Types is ["string"] && property.Enum is not null)
            {
                yield return ("unknown value", Changed(operation, valid, record => record[name] = "zzz"), Place(name));
            }

            if (property.Types is ["string"] && property.Format is "date-time" or "uuid" or "decimal" or "email")
            {
                yield return ("wrong format", Changed(operation, valid, record => record[name] = "zzz"), Place(name));
            }

            if (property.Types is ["string"] && property.Number("maxLength") is { } longest && property.Format is null)
            {
                var text = new string('x', (int)longest + 1);
                yield return ("too long", Changed(operation, valid, record => record[name] = text), Place(name));
            }
        }
    }

    private static ExampleRequest Changed(ContractOperation operation, ExampleRequest valid, Action<JsonObject> change)
    {
        var json = valid.Json;
        change(operation.Envelope is { } envelope ? json[envelope]!.AsObject() : json);
        return valid.With(json);
    }

    private static ExampleRequest Without(ExampleRequest request, string parameter) =>
        request with
        {
            Query = [.. request.Query.Where(pair => pair.Key != parameter)],
        };

    private static ExampleRequest Example(string api, ContractOperation operation) =>
        ExampleRequests.Of(operation.Definition, Platforms.Named(api).Contract.BasePath);

    private static IReadOnlyList<ContractViolation> Check(string api, ExampleRequest request)
    {
        var (routes, checker) = Checkers[api];
        return checker.Check(
            new CheckedRequest(
                request.Method,
                request.Path,
                request.QueryText,
                routes.Match(request.Method, routes.BelowBase(request.Path)!),
                new HeaderList(request.ContentType is { } type ? [KeyValuePair.Create("Content-Type", type)] : []),
                request.ContentType
            ),
            request.Body
        );
    }
}
