using System.Text.Json.Nodes;
using ClickFunnels.Drift.Diff.Checks;

namespace ClickFunnels.Drift.Tests.Rules;

public sealed class SunsetTests
{
    [TestCase("2027-01-31", 2027, 1, 31)]
    [TestCase("2027-01-31T00:30:00Z", 2027, 1, 31)]
    [TestCase("2027-01-31t00:30:00.25z", 2027, 1, 31)]
    [TestCase("2027-01-31T00:30:00+02:00", 2027, 1, 30)]
    public void Reads_dates(string text, int year, int month, int day)
    {
        var sunset = Sunset.Of(new JsonObject { ["x-sunset"] = text });
        Assert.That(sunset.Date, Is.EqualTo(new DateOnly(year, month, day)));
        Assert.That(sunset.IsInvalid || sunset.IsMissing, Is.False);
    }

    [TestCase("soon")]
    [TestCase("2027-13-01")]
    [TestCase("01/31/2027")]
    [TestCase("2027-01-31T00:30:00")]
    [TestCase("")]
    public void Rejects_text_that_is_not_a_date(string text)
    {
        var sunset = Sunset.Of(new JsonObject { ["x-sunset"] = text });
        Assert.That(sunset.IsInvalid, Is.True);
        Assert.That(sunset.IsMissing, Is.False);
        Assert.That(sunset.IsTooSoon(DateOnly.MaxValue), Is.False);
    }

    [Test]
    public void Recognizes_a_missing_date() => Assert.That(Sunset.Of([]).IsMissing, Is.True);

    [Test]
    public void Is_too_soon_once_the_day_is_over()
    {
        var sunset = Sunset.Parse("2027-01-31");
        Assert.That(sunset.IsTooSoon(new DateOnly(2027, 1, 31)), Is.False);
        Assert.That(sunset.IsTooSoon(new DateOnly(2027, 2, 1)), Is.True);
    }
}
