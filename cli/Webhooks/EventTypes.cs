using ClickFunnels.Cli.Running;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>Reads event types from arguments.</summary>
internal static class EventTypes
{
    private const string Wildcard = ".*";

    /// <summary>
    /// Returns the types that arguments name, such as <c>contact.created</c> or <c>contact.*</c>; all types without an argument.
    /// </summary>
    /// <exception cref="CliException">A type does not exist.</exception>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> arguments) =>
        arguments.Count == 0
            ? [.. WebhookEventTypes.Known.Order(StringComparer.Ordinal)]
            :
            [
                .. arguments
                    .SelectMany(argument => argument.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    .SelectMany(Expand)
                    .Distinct(StringComparer.Ordinal),
            ];

    /// <summary>Returns a type that exists.</summary>
    /// <exception cref="CliException">It does not exist.</exception>
    public static string Check(string type) => WebhookEventTypes.Known.Contains(type) ? type : throw Unknown(type);

    private static IEnumerable<string> Expand(string argument)
    {
        if (!argument.EndsWith(Wildcard, StringComparison.Ordinal))
        {
            return [Check(argument)];
        }

        var start = argument[..^1];
        var found = WebhookEventTypes.Known.Where(type => type.StartsWith(start, StringComparison.Ordinal)).ToList();
        return found.Count > 0 ? found.Order(StringComparer.Ordinal) : throw Unknown(argument);
    }

    private static CliException Unknown(string type)
    {
        var fix = SimilarNames.Meant(type, WebhookEventTypes.Known) is { } meant
            ? $"Did you mean {meant}?"
            : "clickfunnels webhooks event-types list shows the types.";
        return CliException.Usage($"The contract has no event type {type}. {fix}");
    }
}
