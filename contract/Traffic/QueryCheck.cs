using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>Checks the path and query of a request.</summary>
internal static class QueryCheck
{
    private const string DeepObject = "deepObject";

    /// <param name="operation">The operation.</param>
    /// <param name="query">Names and values, decoded.</param>
    /// <param name="pathValues">Values of the path parameters, decoded.</param>
    public static IEnumerable<RequestProblem> Check(
        ApiOperation operation,
        IEnumerable<KeyValuePair<string, string>> query,
        IReadOnlyDictionary<string, string> pathValues
    )
    {
        var parameters = operation.Parameters.Where(parameter => parameter.In == "query").ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in query)
        {
            if (parameters.Find(parameter => parameter.Name == name && !IsDeepObject(parameter)) is { } plain)
            {
                seen.Add(plain.Name);
                var violations = TextValueValidator.Validate(
                    plain.Schema,
                    value,
                    Direction.Request,
                    joined: !plain.Name.EndsWith("[]", StringComparison.Ordinal)
                );
                foreach (var violation in violations)
                {
                    yield return Invalid(RequestProblemKind.InvalidQueryParameter, plain.Name, violation);
                }
            }
            else if (
                parameters.Find(parameter => IsDeepObject(parameter) && name.StartsWith(parameter.Name + "[", StringComparison.Ordinal)) is
                { } deep
            )
            {
                seen.Add(deep.Name);
                foreach (var problem in Attribute(deep, name[(deep.Name.Length + 1)..].Split(']')[0], value))
                {
                    yield return problem;
                }
            }
            else
            {
                var shown = ValueDescription.OfName(name);
                yield return new RequestProblem(
                    RequestProblemKind.UnknownQueryParameter,
                    JsonPointer.Append(operation.Pointer + "/parameters", shown),
                    shown
                )
                {
                    Actual = shown,
                };
            }
        }

        foreach (var parameter in parameters.Where(parameter => parameter.Required && !seen.Contains(parameter.Name)))
        {
            yield return new RequestProblem(RequestProblemKind.MissingQueryParameter, parameter.Pointer, parameter.Name)
            {
                Expected = parameter.Name,
            };
        }

        foreach (var parameter in operation.PathParameters.Where(parameter => pathValues.ContainsKey(parameter.Name)))
        {
            foreach (var violation in TextValueValidator.Validate(parameter.Schema, pathValues[parameter.Name], Direction.Request))
            {
                yield return Invalid(RequestProblemKind.InvalidPathParameter, parameter.Name, violation);
            }
        }
    }

    private static IEnumerable<RequestProblem> Attribute(ApiParameter parameter, string key, string value)
    {
        if (parameter.Schema.Properties.TryGetValue(key, out var schema))
        {
            foreach (var violation in TextValueValidator.Validate(schema, value, Direction.Request, joined: true))
            {
                yield return Invalid(RequestProblemKind.InvalidFilterValue, parameter.Name, violation) with
                {
                    Key = key,
                };
            }
        }
        else if (parameter.Schema.IsClosed || parameter.Schema.Properties.Count > 0 && !parameter.Schema.Has("additionalProperties"))
        {
            var shown = ValueDescription.OfName(key);
            yield return new RequestProblem(
                RequestProblemKind.UnknownFilterKey,
                JsonPointer.Append(parameter.Schema.Pointer + "/properties", shown),
                parameter.Name
            )
            {
                Key = shown,
                Actual = shown,
            };
        }
    }

    private static RequestProblem Invalid(RequestProblemKind kind, string name, Violation violation) =>
        new(kind, violation.Pointer, name)
        {
            Violation = violation,
            Expected = violation.Expected,
            Actual = violation.Actual,
        };

    private static bool IsDeepObject(ApiParameter parameter) => parameter.Style == DeepObject;
}
