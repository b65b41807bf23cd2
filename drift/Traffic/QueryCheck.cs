using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Drift.Traffic;

/// <summary>Checks the path and query of an accepted request.</summary>
internal static class QueryCheck
{
    private const string DeepObject = "deepObject";

    public static void Check(RecordedCall call, TrafficFindings findings)
    {
        var operation = call.Operation!;
        var parameters = operation.Parameters.Where(parameter => parameter.In == "query").ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in call.Exchange.Query)
        {
            if (parameters.Find(parameter => parameter.Name == name && !IsDeepObject(parameter)) is { } plain)
            {
                seen.Add(plain.Name);
                Report(
                    TextValueValidator.Validate(
                        plain.Schema,
                        value,
                        Direction.Request,
                        joined: !plain.Name.EndsWith("[]", StringComparison.Ordinal)
                    ),
                    $"The query parameter {plain.Name}"
                );
            }
            else if (
                parameters.Find(parameter => IsDeepObject(parameter) && name.StartsWith(parameter.Name + "[", StringComparison.Ordinal)) is
                { } deep
            )
            {
                seen.Add(deep.Name);
                Attribute(deep, name, value);
            }
            else
            {
                var shown = ValueDescription.OfName(name);
                findings.Add(
                    TrafficRules.UnknownQueryParameter,
                    call,
                    JsonPointer.Append(operation.Pointer + "/parameters", shown),
                    $"{findings.Method(call)} has no query parameter {shown}, but the server accepted it",
                    null,
                    shown
                );
            }
        }

        foreach (var parameter in parameters.Where(parameter => parameter.Required && !seen.Contains(parameter.Name)))
        {
            findings.Add(
                TrafficRules.MissingQueryParameter,
                call,
                parameter.Pointer,
                $"{findings.Method(call)} was called without the query parameter {parameter.Name}, which is required",
                parameter.Name
            );
        }

        foreach (var parameter in operation.PathParameters.Where(parameter => call.PathValues.ContainsKey(parameter.Name)))
        {
            Report(
                TextValueValidator.Validate(parameter.Schema, call.PathValues[parameter.Name], Direction.Request),
                $"The path parameter {parameter.Name}"
            );
        }

        void Attribute(ApiParameter parameter, string name, string value)
        {
            var key = name[(parameter.Name.Length + 1)..].Split(']')[0];
            if (parameter.Schema.Properties.TryGetValue(key, out var schema))
            {
                Report(
                    TextValueValidator.Validate(schema, value, Direction.Request, joined: true),
                    $"The attribute {key} of {parameter.Name}"
                );
            }
            else if (parameter.Schema.IsClosed || parameter.Schema.Properties.Count > 0 && !parameter.Schema.Has("additionalProperties"))
            {
                findings.Add(
                    TrafficRules.UnknownFilterKey,
                    call,
                    JsonPointer.Append(parameter.Schema.Pointer + "/properties", ValueDescription.OfName(key)),
                    $"{findings.Method(call)} has no attribute {ValueDescription.OfName(key)} in its {parameter.Name}, but the server "
                        + "accepted it",
                    null,
                    ValueDescription.OfName(key)
                );
            }
        }

        void Report(IReadOnlyList<Violation> violations, string subject)
        {
            foreach (var violation in violations)
            {
                findings.Add(
                    TrafficRules.Of(violation.Kind).Request,
                    call,
                    violation.Pointer,
                    $"{subject} of {findings.Method(call)} {violation.Says}",
                    violation.Expected,
                    violation.Actual
                );
            }
        }
    }

    private static bool IsDeepObject(ApiParameter parameter) => parameter.Style == DeepObject;
}
