using ClickFunnels.Contracts.Naming;

namespace ClickFunnels.Emulator.Tests.Requests;

public sealed class SimilarNameTests
{
    private static readonly string[] Names = ["email_address", "email_addresses", "first_name", "id", "sort_order"];

    [TestCase("email", "email_address")]
    [TestCase("sort_oder", "sort_order")]
    [TestCase("firstname", "first_name")]
    [TestCase("ids", "id")]
    [TestCase("em", null)]
    [TestCase("zzz", null)]
    [TestCase("", null)]
    public void A_name_is_only_suggested_if_it_may_be_meant(string given, string? meant) =>
        Assert.That(SimilarNames.Meant(given, Names), Is.EqualTo(meant));

    [Test]
    public void Names_of_any_length_are_compared() =>
        Assert.That(SimilarNames.Meant(new string('x', 1_000_000), [new string('y', 1_000_000)]), Is.Null);

    [Test]
    public void Without_names_there_is_no_suggestion() => Assert.That(SimilarNames.Meant("id", []), Is.Null);
}
