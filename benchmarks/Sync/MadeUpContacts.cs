using System.Globalization;
using ClickFunnels.Sync;

namespace ClickFunnels.Benchmarks.Sync;

/// <summary>Rows of the contacts table, made while they are written.</summary>
internal static class MadeUpContacts
{
    private static readonly string[] FirstNames = ["Ada", "Bruno", "Chloé", "Dmitri", "Esi", "Fatima", "Grace", "Hiro", "Inês", "Jörg"];
    private static readonly string[] LastNames = ["Okafor", "Smith", "García", "Nguyen", "Müller", "Tanaka", "O'Brien", "Kowalska"];
    private static readonly string[] TimeZones = ["America/New_York", "Europe/Berlin", "Asia/Tokyo", "UTC"];
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly SyncTable Table = new(
        "contacts",
        [
            new("public_id", SyncColumnType.Text),
            new("workspace_id", SyncColumnType.WholeNumber),
            new("anonymous", SyncColumnType.Boolean),
            new("email_address", SyncColumnType.Text),
            new("first_name", SyncColumnType.Text),
            new("last_name", SyncColumnType.Text),
            new("phone_number", SyncColumnType.Text),
            new("time_zone", SyncColumnType.Text),
            new("uuid", SyncColumnType.Text),
            new("unsubscribed_at", SyncColumnType.Timestamp),
            new("last_notification_email_sent_at", SyncColumnType.Timestamp),
            new("fb_url", SyncColumnType.Text),
            new("twitter_url", SyncColumnType.Text),
            new("instagram_url", SyncColumnType.Text),
            new("linkedin_url", SyncColumnType.Text),
            new("website_url", SyncColumnType.Text),
            new("created_at", SyncColumnType.Timestamp),
            new("updated_at", SyncColumnType.Timestamp),
            new("tags", SyncColumnType.Json),
            new("custom_attributes", SyncColumnType.Json),
            new("lifetime_value", SyncColumnType.DecimalNumber, IsDocumented: false),
        ]
    );

    public static SyncRow Create(long id)
    {
        var random = new Random(unchecked((int)id));
        var (first, last) = (FirstNames[random.Next(FirstNames.Length)], LastNames[random.Next(LastNames.Length)]);
        var created = Start.AddSeconds(id * 7 % 60_000_000).AddMilliseconds(random.Next(1_000));
        object?[] values =
        [
            string.Create(CultureInfo.InvariantCulture, $"Con{id * 7_919:x10}"),
            42L,
            random.Next(20) == 0,
            string.Create(CultureInfo.InvariantCulture, $"{first}.{last}.{id}@example.com").ToLowerInvariant(),
            first,
            last,
            random.Next(3) == 0 ? string.Create(CultureInfo.InvariantCulture, $"+1555{random.Next(10_000_000):0000000}") : null,
            TimeZones[random.Next(TimeZones.Length)],
            new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString(),
            random.Next(10) == 0 ? created.AddDays(30) : null,
            created.AddDays(2),
            null,
            random.Next(10) == 0 ? $"https://twitter.example/{first}" : null,
            null,
            null,
            random.Next(4) == 0 ? $"https://{last}.example" : null,
            created,
            created.AddHours(random.Next(10_000)),
            random.Next(2) == 0 ? "[]" : "[{\"id\":11,\"name\":\"Customer\",\"color\":\"#aabbcc\"},{\"id\":12,\"name\":\"Webinar\"}]",
            "{\"favorite_color\":\"green\",\"company\":\"" + last + " Ltd\"}",
            random.Next(3) == 0 ? new decimal(random.Next(1_000_000), 0, 0, false, 2) : null,
        ];
        return new SyncRow
        {
            Id = id,
            Values = values,
            Digest = id * 31,
            SyncedAt = created,
        };
    }
}
