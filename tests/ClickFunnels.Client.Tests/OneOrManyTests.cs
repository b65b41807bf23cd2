namespace ClickFunnels.Tests;

/// <summary>A field that holds one text or several keeps the form that it was given in.</summary>
public sealed class OneOrManyTests
{
    [TestCase("\"a\"", false)]
    [TestCase("[\"a\"]", true)]
    [TestCase("[\"a\",\"b\"]", true)]
    [TestCase("[]", true)]
    public void A_value_is_written_as_it_was_read(string json, bool isMany)
    {
        var criterion = Newtonsoft.Json.JsonConvert.DeserializeObject<RefineFilterCriterion>($$"""{"value":{{json}}}""")!;

        Assert.Multiple(() =>
        {
            Assert.That(criterion.Value!.IsMany, Is.EqualTo(isMany));
            Assert.That(criterion.ToJson(), Is.EqualTo($$"""{"value":{{json}}}"""));
        });
    }

    [Test]
    public void Texts_arrays_and_collection_expressions_convert()
    {
        var one = new RefineFilterCriterionCreate { Value = "a" };
        var many = new RefineFilterCriterionCreate { Value = ["a", "b"] };
        var none = new RefineFilterCriterionCreate { Value = null };

        Assert.Multiple(() =>
        {
            Assert.That(one.ToJson(), Is.EqualTo("""{"value":"a"}"""));
            Assert.That(many.ToJson(), Is.EqualTo("""{"value":["a","b"]}"""));
            Assert.That(none.ToJson(), Is.EqualTo("""{"value":null}"""));
        });
    }

    [Test]
    public void Null_converts_to_null()
    {
        OneOrMany? one = (string?)null;
        OneOrMany? many = (string[]?)null;

        Assert.That(one is null && many is null, Is.True);
    }

    [Test]
    public void An_object_in_its_place_is_kept_as_it_is()
    {
        const string Json = """{"value":{"days":7,"modifier":"ago"}}""";

        var criterion = Newtonsoft.Json.JsonConvert.DeserializeObject<RefineFilterCriterion>(Json)!;

        Assert.That(criterion.Value, Is.Null);
        Assert.That(criterion.ToJson(), Is.EqualTo(Json));
    }
}
