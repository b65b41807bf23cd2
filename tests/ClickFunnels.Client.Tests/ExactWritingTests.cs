using System.Globalization;
using ClickFunnels.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests;

/// <summary>
/// A request says exactly what was set: unset is absent, null is null, a value has the JSON type that the contract documents.
/// </summary>
public sealed class ExactWritingTests
{
    private static IEnumerable<Type> RequestModels => Library.RequestModels;

    private static IEnumerable<ModelProperty> Nullables =>
        Library.RequestModels.SelectMany(Library.PropertiesOf).Where(static property => property.TakesNull);

    private static IEnumerable<ModelProperty> PlainValues =>
        Library
            .RequestModels.SelectMany(Library.PropertiesOf)
            .Where(static property => property.Type.IsValueType && !Library.IsEnumeration(property.Type));

    [Test]
    public void Nothing_that_was_not_set_is_written() =>
        Each.Of(
            RequestModels,
            type =>
            {
                Assert.That(((Model)Activator.CreateInstance(type)!).ToJson(), Is.EqualTo("{}"));
            }
        );

    [Test]
    public void Null_that_was_set_is_written_as_null() =>
        Each.Of(
            Nullables,
            property =>
            {
                var model = (Model)Activator.CreateInstance(property.Model)!;
                property.Property.SetValue(model, null);

                Assert.That(Written(model), Is.EqualTo(new JObject { [property.Name] = null }).Using<JToken>(JToken.DeepEquals));
            }
        );

    [Test]
    public void A_default_that_was_set_is_written() =>
        Each.Of(
            PlainValues,
            property =>
            {
                var model = (Model)Activator.CreateInstance(property.Model)!;
                property.Property.SetValue(model, Activator.CreateInstance(property.Type));

                Assert.That(Written(model).Properties().Select(static written => written.Name), Is.EqualTo(new[] { property.Name }));
            }
        );

    /// <summary>Any set of properties, in any state, in whatever culture the program runs.</summary>
    [Test]
    public void Exactly_the_properties_that_were_set_are_written() =>
        Each.Of(
            RequestModels,
            type =>
            {
                var properties = Library.PropertiesOf(type);
                var states =
                    from set in Gen.ArrayOf(Gen.Elements(true, false), properties.Count)
                    from samples in Gen.CollectToList(properties, JsonSamples.ForProperty)
                    from culture in Gen.Elements("", "de-DE", "ar-SA", "tr-TR", "fa-IR")
                    select (set, samples, culture);
                Prop.ForAll(
                        states.ToArbitrary(),
                        state =>
                        {
                            var model = (Model)Activator.CreateInstance(type)!;
                            var expected = new JObject();
                            for (var index = 0; index < properties.Count; index++)
                            {
                                if (state.set[index])
                                {
                                    var (value, json) = state.samples[index];
                                    properties[index].Property.SetValue(model, value);
                                    expected[properties[index].Name] = json;
                                }
                            }

                            return InCulture(
                                state.culture,
                                () =>
                                    JToken.DeepEquals(Written(model), expected)
                                    && JToken.DeepEquals(Parse(JsonConvert.SerializeObject(model)), expected)
                                    && JToken.DeepEquals(
                                        Parse(System.Text.Encoding.UTF8.GetString(JsonBody.Write(model, "e"))),
                                        new JObject { ["e"] = expected }
                                    )
                            );
                        }
                    )
                    .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithQuietOnSuccess(true));
            }
        );

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("fa-IR")]
    public async Task A_request_does_not_depend_on_the_culture(string culture)
    {
        using var service = new FakeService();
        service.Respond(201, """{"id":1}""");
        var call = InCulture(
            culture,
            () => service.Client().Products.Prices.CreateAsync(7, new ProductPriceCreate { Amount = 1234.50m, TrialAmount = -0.5m })
        );
        await call;

        Assert.That(service.Only.Body, Is.EqualTo("""{"products_price":{"amount":"1234.50","trial_amount":"-0.5"}}"""));
    }

    [Test]
    public void A_decimal_keeps_its_places()
    {
        Assert.That(new ProductPriceCreate { Amount = 100.00m }.ToJson(), Is.EqualTo("""{"amount":"100.00"}"""));
    }

    [Test]
    public void A_property_that_was_set_twice_has_the_last_value()
    {
        var contact = new ContactUpdate { FirstName = "A" };
        contact.FirstName = null;

        Assert.That(contact.ToJson(), Is.EqualTo("""{"first_name":null}"""));
    }

    [Test]
    public void An_empty_list_is_written_so_that_it_clears()
    {
        Assert.That(new ContactUpdate { TagIds = [] }.ToJson(), Is.EqualTo("""{"tag_ids":[]}"""));
    }

    [Test]
    public void An_undocumented_field_can_be_sent()
    {
        var contact = new ContactUpdate { FirstName = "A" };
        contact.AdditionalProperties["new_field"] = new JArray(1, 2);

        Assert.That(contact.ToJson(), Is.EqualTo("""{"first_name":"A","new_field":[1,2]}"""));
    }

    [Test]
    public void A_property_that_was_set_over_an_unreadable_value_is_written_once()
    {
        var contact = JsonConvert.DeserializeObject<ContactUpdate>("""{"first_name":{"odd":true}}""")!;
        contact.FirstName = "A";

        Assert.That(contact.ToJson(), Is.EqualTo("""{"first_name":"A"}"""));
    }

    [Test]
    public void Text_of_every_kind_arrives()
    {
        var text = "😀\u0000\u001f\u2028\"\\/<é漢>" + new string('x', 5000) + "😀";
        var written = Parse(System.Text.Encoding.UTF8.GetString(JsonBody.Write(new ContactCreate { FirstName = text }, "contact")));

        Assert.That((string?)written["contact"]!["first_name"], Is.EqualTo(text));
    }

    private static JObject Written(Model model) => Parse(model.ToJson());

    private static JObject Parse(string json) => JsonTexts.Parse(json);

    private static T InCulture<T>(string name, Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
