namespace ClickFunnels.Benchmarks.HandWritten;

public sealed class Contact
{
    public long Id { get; set; }
    public string? PublicId { get; set; }
    public int? Anonymous { get; set; }
    public Dictionary<string, string?>? CustomAttributes { get; set; }
    public string? EmailAddress { get; set; }
    public string? EmailSuppressionReason { get; set; }
    public string? FbUrl { get; set; }
    public string? FirstName { get; set; }
    public string? InstagramUrl { get; set; }
    public bool? IsActive { get; set; }
    public string? LastName { get; set; }
    public DateTimeOffset? LastNotificationEmailSentAt { get; set; }
    public string? LinkedinUrl { get; set; }
    public string? PhoneNumber { get; set; }
    public List<ContactTag>? Tags { get; set; }
    public string? TimeZone { get; set; }
    public string? TwitterUrl { get; set; }
    public DateTimeOffset? UnsubscribedAt { get; set; }
    public string? Uuid { get; set; }
    public ContactVisits? Visits { get; set; }
    public string? WebsiteUrl { get; set; }
    public long WorkspaceId { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public ContactEmailEngagement? EmailEngagement { get; set; }
}

public sealed class ContactTag
{
    public long Id { get; set; }
    public string? PublicId { get; set; }
    public DateTimeOffset? AppliedAt { get; set; }
    public string? Color { get; set; }
    public string? Name { get; set; }
}

public sealed class ContactEmailEngagement
{
    public DateTimeOffset? LastEmailSentAt { get; set; }
    public DateTimeOffset? LastEmailOpenedAt { get; set; }
    public DateTimeOffset? LastEmailClickedAt { get; set; }
}

public sealed class ContactVisits
{
    public Visit? FirstVisit { get; set; }
    public Visit? LastVisit { get; set; }
    public Visit? LastVisitWithUtm { get; set; }
}

public sealed class Visit
{
    public string? Browser { get; set; }
    public string? DeviceType { get; set; }
    public string? Ip { get; set; }
    public string? LandingPage { get; set; }
    public string? Os { get; set; }
    public string? Referrer { get; set; }
    public string? ReferringDomain { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public string? UserAgent { get; set; }
    public string? UtmCampaign { get; set; }
    public string? UtmContent { get; set; }
    public string? UtmMedium { get; set; }
    public string? UtmSource { get; set; }
    public string? UtmTerm { get; set; }
    public string? Uuid { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? UpdatedAt { get; set; }
}
