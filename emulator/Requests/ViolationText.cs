using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Says where a request violates the contract, and how to fix it.</summary>
internal sealed class ViolationText(ApiDocument document)
{
    private const int ListedNames = 20;

    public ContractViolation Of(RequestProblem problem, ApiOperation operation) =>
        problem.Kind switch
        {
            RequestProblemKind.UnknownQueryParameter => new(
                $"query {problem.Name}",
                "The operation has no such query parameter, so the service ignores it. "
                    + Choice(problem.Name, "query parameters", operation.Parameters.Where(one => one.In == "query").SelectMany(Names))
            ),
            RequestProblemKind.UnknownFilterKey => new(
                $"query {problem.Name}[{problem.Key}]",
                $"There is no such attribute of {problem.Name}. "
                    + Choice(problem.Key, "attributes", Parameter(operation, problem.Name).Schema.Properties.Keys)
            ),
            RequestProblemKind.MissingQueryParameter => new($"query {problem.Name}", "The query parameter is required. Add it."),
            RequestProblemKind.InvalidQueryParameter => new($"query {problem.Name}", Value(problem.Violation!)),
            RequestProblemKind.InvalidFilterValue => new($"query {problem.Name}[{problem.Key}]", Value(problem.Violation!)),
            RequestProblemKind.InvalidPathParameter => new($"path {problem.Name}", Value(problem.Violation!)),
            RequestProblemKind.MissingHeader => new($"header {problem.Name}", "The header is required. Add it."),
            RequestProblemKind.MissingBody => new("body", "The body is missing, and it is required."),
            RequestProblemKind.UnexpectedBody => new("body", "The operation has no body. Send none."),
            RequestProblemKind.MissingContentType => new(
                "header Content-Type",
                $"The content type of the body is missing. Send {MediaTypes.List(operation.Body!.Content)}."
            ),
            RequestProblemKind.UndocumentedContentType => new(
                "header Content-Type",
                $"The operation does not accept the content type {MediaType(problem.Actual!)}. Send {problem.Expected}."
            ),
            RequestProblemKind.MalformedJson => new(
                "body",
                "The body is not valid JSON, or an object in it has two fields of one name. Send JSON in UTF-8."
            ),
            RequestProblemKind.MalformedForm => new("body", "The body is not a valid multipart form. Send it with its boundary."),
            RequestProblemKind.WrongEnvelope => new("body", $"The body is {problem.Actual}. Send {problem.Expected}."),
            _ => new(Place(problem.Violation!.At), Value(problem.Violation)),
        };

    /// <summary>Returns "Did you mean …?" or, if nothing is similar, the names that exist.</summary>
    public static string Choice(string given, string kind, IEnumerable<string> names)
    {
        var known = names.Distinct().Order(StringComparer.Ordinal).ToList();
        if (known.Count == 0)
        {
            return $"There are no {kind}.";
        }

        if (SimilarNames.Meant(given, known) is { } meant)
        {
            return $"Did you mean {meant}?";
        }

        var rest = known.Count > ListedNames ? $" and {known.Count - ListedNames} more" : "";
        return $"The {kind} are: {string.Join(", ", known.Take(ListedNames))}{rest}.";
    }

    /// <summary>
    /// Returns a JSON pointer as a path: <c>/order/line_items/0/price_id</c> is <c>body order.line_items[0].price_id</c>.
    /// </summary>
    public static string Place(string pointer)
    {
        var path = new StringBuilder("body");
        foreach (var token in JsonPointer.Tokens(pointer))
        {
            if (token.Length > 0 && token.All(char.IsAsciiDigit))
            {
                path.Append('[').Append(token).Append(']');
            }
            else
            {
                path.Append(path.Length == 4 ? ' ' : '.').Append(ValueDescription.OfName(token));
            }
        }

        return path.ToString();
    }

    private string Value(Violation violation) =>
        violation.Kind switch
        {
            ViolationKind.UndocumentedProperty => "There is no such field here. "
                + Choice(JsonPointer.Tokens(violation.Pointer).Last(), "fields", FieldsAt(violation.Pointer)),
            ViolationKind.MissingProperty => $"The field is required. Add it{(violation.Expected is { } type ? $": {type}" : "")}.",
            ViolationKind.NullNotAllowed => $"Null is not allowed. Send {violation.Expected}, or leave it out.",
            ViolationKind.UnknownValue => "The value is not one of the allowed ones. "
                + Choice(violation.Actual ?? "", "allowed values", Allowed(violation.Pointer)),
            ViolationKind.WrongFormat =>
                $"The value is {violation.Actual}, but its format has to be {violation.Expected}{Example(violation.Expected)}.",
            ViolationKind.OutOfRange or ViolationKind.WrongLength or ViolationKind.WrongItemCount => Limit(violation),
            ViolationKind.WrongPattern => $"The value does not match the pattern {violation.Expected}.",
            _ => $"The value is {violation.Actual}. Send {violation.Expected}.",
        };

    private static string Limit(Violation violation) =>
        JsonPointer.Tokens(violation.Pointer).Last() switch
        {
            "minimum" => $"The value is too small. Send at least {violation.Expected}.",
            "exclusiveMinimum" => $"The value is too small. Send more than {violation.Expected}.",
            "maximum" => $"The value is too large. Send at most {violation.Expected}.",
            "exclusiveMaximum" => $"The value is too large. Send less than {violation.Expected}.",
            "multipleOf" => $"The value has to be a multiple of {violation.Expected}.",
            "minLength" => $"The text is too short. Send at least {violation.Expected} characters.",
            "maxLength" => $"The text is too long. Send at most {violation.Expected} characters.",
            "minItems" => $"The list is too short. Send at least {violation.Expected} items.",
            "maxItems" => $"The list is too long. Send at most {violation.Expected} items.",
            _ => "The list has equal items. Send each only once.",
        };

    private static string Example(string? format) =>
        format switch
        {
            "date-time" => ", such as 2026-01-31T12:00:00Z",
            "date" => ", such as 2026-01-31",
            "decimal" => ", such as 12.50",
            "uri" or "url" => ", such as https://example.com/",
            "email" => ", such as name@example.com",
            _ => "",
        };

    private IEnumerable<string> FieldsAt(string pointer)
    {
        var schemaPointer = pointer[..pointer.LastIndexOf("/properties/", StringComparison.Ordinal)];
        if (JsonPointer.Find(document.Root, schemaPointer) is not { } node)
        {
            return [];
        }

        var schema = document.SchemaAt(node, schemaPointer);
        return schema.Properties.Keys.Concat(schema.UnionMembers().SelectMany(member => member.Properties.Keys));
    }

    private IEnumerable<string> Allowed(string pointer) =>
        JsonPointer.Find(document.Root, pointer) switch
        {
            JsonArray values => values.Where(value => value is not null).Select(value => value!.ToString()),
            JsonValue only => [only.ToString()],
            _ => [],
        };

    private static IEnumerable<string> Names(ApiParameter parameter) =>
        parameter.Style == "deepObject" ? parameter.Schema.Properties.Keys.Select(key => $"{parameter.Name}[{key}]") : [parameter.Name];

    private static ApiParameter Parameter(ApiOperation operation, string name) =>
        operation.Parameters.First(parameter => parameter.In == "query" && parameter.Name == name);

    private static string MediaType(string type) => type.Length <= 100 ? type : type[..100].ToString(CultureInfo.InvariantCulture) + "…";
}
