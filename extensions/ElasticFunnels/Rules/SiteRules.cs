namespace ElasticFunnels;

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class SitePageCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        Html is null && PageType is null ? "A page needs html, or page_type with the value editor."
        : RequiresPassword == true && string.IsNullOrEmpty(Password) ? "A page with requires_password needs password."
        : null;
}

/// <summary>The documented rules on several fields of a course.</summary>
internal static class CourseRules
{
    public static string? Broken(CourseDeliveryType? type, long? domain, string? slug) =>
        type == CourseDeliveryType.Module && (domain is null || string.IsNullOrEmpty(slug))
            ? "A course with the delivery_type module needs domain_id and slug."
            : null;
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class CourseCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => CourseRules.Broken(DeliveryType, DomainId, Slug);
}

/// <content>Checks the rules before anything is sent.</content>
public sealed partial class CourseUpdate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => CourseRules.Broken(DeliveryType, DomainId, Slug);
}
