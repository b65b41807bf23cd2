using System.Globalization;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json.Linq;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>A date that filter criteria count from today.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed record RelativeDate
{
    private const string Past = "ago";
    private const string Future = "from_now";

    /// <summary>Creates a date.</summary>
    /// <param name="days">The number of days, counted from today.</param>
    /// <param name="isFuture">True if the date lies ahead.</param>
    public RelativeDate(int days, bool isFuture) => (Days, IsFuture) = (days, isFuture);

    /// <summary>The number of days from today.</summary>
    public int Days { get; }

    /// <summary>True if the date is ahead.</summary>
    public bool IsFuture { get; }

    /// <summary>Returns the date in words.</summary>
    public override string ToString() => $"{Days} days {(IsFuture ? "from now" : "ago")}";

    internal static RelativeDate? From(JToken? json) =>
        json is JObject { Count: > 0 } value
        && int.TryParse(value["days"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && value["modifier"]?.ToString() is Past or Future
            ? new RelativeDate(days, value["modifier"]!.ToString() == Future)
            : null;
}

/// <content>Relative dates, which are objects in place of texts.</content>
public sealed partial class RefineFilterCriterion
{
    /// <summary>Returns the relative date that the criterion compares with; null if its value is of another kind.</summary>
    public RelativeDate? GetRelativeDate() => AdditionalProperties.TryGetValue("value", out var value) ? RelativeDate.From(value) : null;
}
