using Newtonsoft.Json;

namespace ClickFunnels.Core.Tests;

/// <summary>Generated models and enumerations.</summary>
public sealed class ModelTests
{
    [TestCase("""{}""", false)]
    [TestCase("""{"pages":null}""", true)]
    [TestCase("""{"pages":0}""", true)]
    [TestCase("""{"pages":"many"}""", false)]
    [TestCase("""{"pages":{"count":3}}""", false)]
    [TestCase("""{"cover":{"pages":1}}""", false)]
    [TestCase("""{"extra":{"pages":1}}""", false)]
    public void Has_distinguishes_present_from_absent_fields(string json, bool expected)
    {
        Assert.That(JsonConvert.DeserializeObject<Book>(json)!.Has("pages"), Is.EqualTo(expected));
    }

    [Test]
    public void Has_counts_what_was_set_and_takes_the_name_on_the_wire()
    {
        var book = new Book { PublishedAt = null };

        Assert.That((book.Has("published_at"), book.Has("PublishedAt"), book.Has("title")), Is.EqualTo((true, false, false)));
        Assert.That(() => book.Has(null!), Throws.ArgumentNullException);
    }

    [TestCase("""{"id":7,"title":"MARKER"}""", "Book 7")]
    [TestCase("""{"title":"MARKER"}""", "Book")]
    [TestCase("""{"id":"MARKER@acme.example","cover":{"id":3}}""", "Book")]
    public void A_text_for_logs_shows_type_and_id_only(string json, string expected)
    {
        Assert.That(JsonConvert.DeserializeObject<Book>(json)!.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void A_value_that_does_not_fit_and_an_unknown_field_are_kept_and_written_back()
    {
        const string Json = """{"id":7,"title":"Momo","pages":"many","isbn":[1,2]}""";
        var book = JsonConvert.DeserializeObject<Book>(Json)!;

        Assert.That((book.Pages, (string?)book.AdditionalProperties["pages"]), Is.EqualTo(((int?)null, "many")));
        Assert.That(book.ToJson(), Is.EqualTo(Json));
    }

    [Test]
    public void A_decimal_is_written_in_the_form_of_the_contract_and_keeps_its_digits()
    {
        var book = JsonConvert.DeserializeObject<Book>(
            """{"price":12345678901234567.89,"fine":"0.10"}""",
            new JsonSerializerSettings { FloatParseHandling = FloatParseHandling.Decimal }
        )!;

        Assert.That(book.ToJson(), Is.EqualTo("""{"price":12345678901234567.89,"fine":"0.10"}"""));
    }

    [Test]
    public void Every_type_of_field_is_read_and_written()
    {
        const string Json =
            """{"id":1,"title":"T","status":"lost","price":1.5,"fine":"2.5","weight":0.25,"pages":3,"""
            + """
                "published_at":"2026-01-02T03:04:05.000Z","tags":["a"],"cover":{"url":"u"},"rating":"2_stars",
                """
            + """
                "languages":["de","tlh"],"labels":{"a":null,"b":"c"},"extra":{"x":[1]}}
                """;

        Assert.That(JsonConvert.DeserializeObject<Book>(Json)!.ToJson(), Is.EqualTo(Json));
    }

    [Test]
    public void An_enumeration_compares_with_text()
    {
        BookStatus value = "on_loan";
        BookStatus? optional = value;
        BookStatus? none = null;

        Assert.Multiple(() =>
        {
            Assert.That(value == "on_loan" && value != "lost" && value == BookStatus.OnLoan, Is.True);
            Assert.That(optional == "on_loan" && optional != "lost" && optional == BookStatus.OnLoan, Is.True);
            Assert.That(none == "on_loan" || none == BookStatus.OnLoan, Is.False);
            Assert.That((Where(value), Where(optional), Where("stolen")), Is.EqualTo(("borrowed", "borrowed", "somewhere")));
            Assert.That(
                (WhereIfKnown(optional), WhereIfKnown(none), WhereIfKnown(BookStatus.Lost)),
                Is.EqualTo(("borrowed", "unknown", "gone"))
            );
            Assert.That((string?)none, Is.Null);
            Assert.That((value.ToString(), default(BookStatus).ToString()), Is.EqualTo(("on_loan", "")));
        });
    }

    private static string Where(BookStatus? value)
    {
        return Where(value!.Value);
    }

    private static string Where(BookStatus value)
    {
        switch (value)
        {
            case "on_loan":
                return "borrowed";
            case "lost":
                return "gone";
            default:
                return "somewhere";
        }
    }

    private static string WhereIfKnown(BookStatus? value)
    {
        switch (value)
        {
            case "on_loan":
                return "borrowed";
            case "lost":
                return "gone";
            case null:
                return "unknown";
            default:
                return "somewhere";
        }
    }
}
