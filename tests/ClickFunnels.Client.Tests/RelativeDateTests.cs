namespace ClickFunnels.Tests;

/// <summary>Criteria that compare with a date relative to today.</summary>
public sealed class RelativeDateTests
{
    [TestCase("""{"days":"30","modifier":"ago"}""", "30 days ago")]
    [TestCase("""{"days":3,"modifier":"from_now"}""", "3 days from now")]
    [TestCase("""{"days":"-3","modifier":"ago"}""", null)]
    [TestCase("""{"days":"99999999999","modifier":"ago"}""", null)]
    [TestCase("""{"days":"3","modifier":"sometime"}""", null)]
    [TestCase("""{"days":["3"],"modifier":{}}""", null)]
    [TestCase("""{}""", null)]
    [TestCase("\"2026-01-01\"", null)]
    [TestCase("""["a","b"]""", null)]
    [TestCase("null", null)]
    public void A_value_of_any_kind_is_read_and_kept(string value, string? expected)
    {
        var json = $$$"""{"attribute":"created_at","clause":"lt","value":{{{value}}}}""";
        var criterion = Newtonsoft.Json.JsonConvert.DeserializeObject<RefineFilterCriterion>(json)!;

        Assert.That(criterion.GetRelativeDate()?.ToString(), Is.EqualTo(expected));
        Assert.That(criterion.ToJson(), Is.EqualTo(json));
    }
}
