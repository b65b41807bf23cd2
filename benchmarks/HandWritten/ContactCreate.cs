namespace ClickFunnels.Benchmarks.HandWritten;

public sealed class ContactCreateEnvelope
{
    public required ContactCreate Contact { get; set; }
}

public sealed class ContactCreate
{
    public Dictionary<string, string?>? CustomAttributes { get; set; }
    public string? EmailAddress { get; set; }
    public string? FbUrl { get; set; }
    public string? FirstName { get; set; }
    public string? InstagramUrl { get; set; }
    public string? LastName { get; set; }
    public string? LinkedinUrl { get; set; }
    public string? PhoneNumber { get; set; }
    public List<long>? TagIds { get; set; }
    public string? TimeZone { get; set; }
    public string? TwitterUrl { get; set; }
    public string? WebsiteUrl { get; set; }
}
