using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Errors of fields as Laravel writes them.</summary>
internal static class LaravelErrors
{
    private const string Blank = " can't be blank";

    // The endings of the engine's messages, and the forms that replace them here.
    private static readonly (string Ending, string Before, string After)[] Forms =
    [
        (Blank, "The ", " field is required."),
        (" is not a number", "The ", " must be a number."),
        (" is not included in the list", "The selected ", " is invalid."),
        (" must be true or false", "The ", " field must be true or false."),
        (" is not a valid time", "The ", " is not a valid date."),
        (" is invalid", "The ", " is invalid."),
    ];

    /// <summary>The body of a 422.</summary>
    public static JsonObject Describe(IReadOnlyList<FieldProblem> problems)
    {
        var errors = new JsonObject();
        foreach (var problem in problems)
        {
            var field = problem.Field.Length > 0 ? problem.Field : "body";
            if (errors[field] is not JsonArray messages)
            {
                errors[field] = messages = [];
            }

            messages.Add((JsonNode?)Message(field, problem.Message));
        }

        return new JsonObject { ["message"] = "The given data was invalid.", ["errors"] = errors };
    }

    private static string Message(string field, string message)
    {
        foreach (var (ending, before, after) in Forms)
        {
            if (message.EndsWith(ending, StringComparison.Ordinal))
            {
                return before + field.Replace('_', ' ') + after;
            }
        }

        return message.EndsWith('.') ? message : message + ".";
    }
}
