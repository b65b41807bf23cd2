using System;
using System.Globalization;
using Newtonsoft.Json.Linq;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Relative dates, by methods that are named after their meaning.</content>
public sealed partial class RefineFilterCriterionCreate
{
    /// <summary>A date in the last days, such as the last 30 days. On the wire: <c>lt</c> with days ago (documented).</summary>
    /// <param name="attribute">Attribute of the criterion, such as <c>created_at</c>.</param>
    /// <param name="days">The number of days, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static RefineFilterCriterionCreate InTheLast(string attribute, int days) => Relative(attribute, "lt", days);

    /// <summary>A date further back than the days. On the wire: <c>gt</c> with days ago (documented).</summary>
    /// <param name="attribute">Attribute of the criterion, such as <c>created_at</c>.</param>
    /// <param name="days">The number of days, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static RefineFilterCriterionCreate MoreThanDaysAgo(string attribute, int days) => Relative(attribute, "gt", days);

    /// <summary>The date that is exactly the days ago. On the wire: <c>exct</c> with days ago (documented).</summary>
    /// <param name="attribute">Attribute of the criterion, such as <c>created_at</c>.</param>
    /// <param name="days">The number of days, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static RefineFilterCriterionCreate ExactlyDaysAgo(string attribute, int days) => Relative(attribute, "exct", days);

    // The property of the value takes texts only, so that an object cannot be written by accident.
    private static RefineFilterCriterionCreate Relative(string attribute, string clause, int days) =>
        new()
        {
            Attribute = string.IsNullOrWhiteSpace(attribute)
                ? throw new ArgumentException("The attribute is blank.", nameof(attribute))
                : attribute,
            Clause = clause,
            AdditionalProperties =
            {
                ["value"] = new JObject
                {
                    ["days"] =
                        days >= 1
                            ? days.ToString(CultureInfo.InvariantCulture)
                            : throw new ArgumentOutOfRangeException(nameof(days), days, "A relative date is 1 day or more away."),
                    ["modifier"] = "ago",
                },
            },
        };
}
