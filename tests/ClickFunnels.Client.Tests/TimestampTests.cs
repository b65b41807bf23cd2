using System.Globalization;
using Newtonsoft.Json;

namespace ClickFunnels.Tests;

/// <summary>Timestamps are ISO 8601 with an offset, written so and read in each form that was seen.</summary>
public sealed class TimestampTests
{
    [TestCase("2025-01-01T00:00:00.000Z", "2025-01-01T00:00:00.0000000+00:00")]
    [TestCase("2025-01-01T00:00:45Z", "2025-01-01T00:00:45.0000000+00:00")]
    [TestCase("2025-01-01T00:00:00.123456Z", "2025-01-01T00:00:00.1234560+00:00")]
    [TestCase("2025-01-01T02:00:00.000+02:00", "2025-01-01T02:00:00.0000000+02:00")]
    [TestCase("2025-01-01T02:00:00-09:30", "2025-01-01T02:00:00.0000000-09:30")]
    [TestCase("2025-01-01T02:00:00", "2025-01-01T02:00:00.0000000+00:00")]
    [TestCase("2025-01-01T02:00Z", "2025-01-01T02:00:00.0000000+00:00")]
    [TestCase("2025-01-01 02:00:00 UTC", "2025-01-01T02:00:00.0000000+00:00")]
    [TestCase("2025-01-01", "2025-01-01T00:00:00.0000000+00:00")]
    [TestCase("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.9990000+00:00")]
    [TestCase("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.9990000+00:00")]
    public void Each_form_is_read(string text, string expected)
    {
        var contact = JsonConvert.DeserializeObject<Contact>($$"""{"created_at":"{{text}}"}""")!;

        Assert.That(contact.CreatedAt?.ToString("O", CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("2025-02-29T00:00:00.000Z")]
    [TestCase("2025-00-01T00:00:00.000Z")]
    [TestCase("0000-01-01T00:00:00.000Z")]
    [TestCase("2025-01-01T24:00:00.000Z")]
    [TestCase("2025-01-01T00:60:00.000Z")]
    [TestCase("2025-01-01T00:00:60.000Z")]
    [TestCase("2025-01-01T00:00:00.-01Z")]
    [TestCase("0001-01-01T00:00:00+02:00")]
    [TestCase("9999-12-31T23:59:59-02:00")]
    [TestCase("2025-01-01T00:00:00+99:00")]
    [TestCase("01/02/2025")]
    [TestCase("٢٠٢٥-01-01T00:00:00.000Z")]
    public void Text_that_is_not_a_timestamp_is_kept(string text)
    {
        var contact = JsonConvert.DeserializeObject<Contact>($$"""{"created_at":"{{text}}"}""")!;

        Assert.Multiple(() =>
        {
            Assert.That(contact.CreatedAt, Is.Null);
            Assert.That((string?)contact.AdditionalProperties["created_at"], Is.EqualTo(text));
        });
    }

    [TestCase(0, 0, "2025-01-02T03:04:05.000Z")]
    [TestCase(0, 1_230_000, "2025-01-02T03:04:05.123Z")]
    [TestCase(0, 1, "2025-01-02T03:04:05.0000001Z")]
    [TestCase(120, 0, "2025-01-02T03:04:05.000+02:00")]
    [TestCase(-570, 0, "2025-01-02T03:04:05.000-09:30")]
    [SetCulture("ar-SA")]
    public void A_timestamp_is_written_with_its_offset(int offsetMinutes, long ticks, string expected)
    {
        var time = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(offsetMinutes)).AddTicks(ticks);

        Assert.That(new CourseEnrollment { CreatedAt = time }.ToJson(), Is.EqualTo($$"""{"created_at":"{{expected}}"}"""));
    }

    [Test]
    public void Every_millisecond_survives_the_round()
    {
        var random = new Random(7);
        for (var count = 0; count < 2000; count++)
        {
            var time = DateTimeOffset.UnixEpoch.AddMilliseconds(random.NextInt64(-62_135_596_800_000, 253_402_300_799_999));
            Assert.That(Timestamp.TryParse(Timestamp.Format(time), out var read) && read == time, Is.True, Timestamp.Format(time));
        }
    }
}
