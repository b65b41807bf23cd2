using System.Linq;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>The rule on the cursor, which is checked before anything is sent.</content>
public sealed partial class RefineFiltersListOptions
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        After is { } after && (after.Length == 0 || !after.All(static digit => digit is >= '0' and <= '9'))
            ? "after is the numeric id of a filter, or 0 for the first page. For any other text the service responds with an empty list."
            : null;
}
