using System.ComponentModel;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Tests;

/// <summary>Public ids, ids of one type of record, and rates: in C#, in JSON, and as properties of models.</summary>
public sealed class ValueTypeTests
{
    [Test]
    public void A_public_id_is_a_text_that_is_not_blank()
    {
        PublicId id = "dCHKcl";

        Assert.That((id.Value, $"{id}", id == new PublicId("dCHKcl"), id == "dchkcl"), Is.EqualTo(("dCHKcl", "dCHKcl", true, false)));
        Assert.That((default(PublicId).Value, default(PublicId) == id), Is.EqualTo(("", false)));
        foreach (var text in (string?[])[null, "", " ", "\t\n"])
        {
            Assert.That(() => new PublicId(text), Throws.ArgumentException.With.Message.Contains("public_id"));
        }
    }

    [TestCase("\"dCHKcl\"", "dCHKcl")]
    [TestCase("\"7\"", "7")]
    [TestCase("null", "")]
    public void Both_serializers_read_and_write_public_ids(string json, string expected)
    {
        var newtonsoft = JsonConvert.DeserializeObject<PublicId>(json);
        var system = System.Text.Json.JsonSerializer.Deserialize<PublicId>(json);

        Assert.That((newtonsoft.Value, system.Value), Is.EqualTo((expected, expected)));
        Assert.That((JsonConvert.SerializeObject(newtonsoft), System.Text.Json.JsonSerializer.Serialize(system)), Is.EqualTo((json, json)));
        Assert.That(JsonConvert.DeserializeObject<PublicId?>("null"), Is.Null);
    }

    [TestCase("7")]
    [TestCase("\"\"")]
    [TestCase("\" \"")]
    [TestCase("[\"a\"]")]
    [TestCase("true")]
    public void Neither_serializer_takes_something_else_for_a_public_id(string json)
    {
        Assert.That(() => JsonConvert.DeserializeObject<PublicId>(json), Throws.InstanceOf<JsonException>());
        Assert.That(() => System.Text.Json.JsonSerializer.Deserialize<PublicId>(json), Throws.InstanceOf<System.Text.Json.JsonException>());
    }

    [Test]
    public void Public_ids_are_keys_and_configuration()
    {
        var map = new Dictionary<PublicId, int> { ["dCHKcl"] = 7 };
        var converter = TypeDescriptor.GetConverter(typeof(PublicId));

        var json = System.Text.Json.JsonSerializer.Serialize(map);

        Assert.That(json, Is.EqualTo("""{"dCHKcl":7}"""));
        Assert.That(System.Text.Json.JsonSerializer.Deserialize<Dictionary<PublicId, int>>(json), Is.EqualTo(map));
        Assert.That(converter.ConvertFromInvariantString("dCHKcl"), Is.EqualTo((PublicId)"dCHKcl"));
        Assert.That(converter.ConvertFromInvariantString(""), Is.EqualTo(default(PublicId)));
        Assert.That(() => converter.ConvertFromInvariantString(" "), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void An_id_of_a_record_is_positive()
    {
        Assert.That(RecordId.Of(new Book { Id = 7 }), Is.EqualTo(new RecordId<Book>(7)));
        Assert.That((new RecordId<Book>(7).Value, $"{new RecordId<Book>(7)}"), Is.EqualTo((7L, "7")));
        foreach (var id in (long[])[0, -1, long.MinValue])
        {
            Assert.That(() => new RecordId<Book>(id), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Book"));
        }

        Assert.That(() => RecordId.Of(new Book()), Throws.ArgumentException.With.Message.Contains("Book has no numeric id"));
        Assert.That(() => RecordId.Of(new Book { Id = 0 }), Throws.ArgumentException);
        Assert.That(() => RecordId.Of<Book>(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Both_serializers_read_and_write_ids_of_records()
    {
        var id = new RecordId<Book>(7);

        Assert.That(JsonConvert.DeserializeObject<RecordId<Book>>(JsonConvert.SerializeObject(id)), Is.EqualTo(id));
        Assert.That(
            System.Text.Json.JsonSerializer.Deserialize<RecordId<Book>>(System.Text.Json.JsonSerializer.Serialize(id)),
            Is.EqualTo(id)
        );
    }

    [Test]
    public void Rates_convert_compare_and_show_their_unit()
    {
        var percent = new Percent(25);
        var fraction = new Fraction(0.25m);

        Assert.That((percent.ToFraction(), fraction.ToPercent()), Is.EqualTo((fraction, percent)));
        Assert.That(($"{percent}", $"{fraction}", $"{new Percent(133.5m)}"), Is.EqualTo(("25%", "0.25", "133.5%")));
        Assert.That(percent < new Percent(26) && percent <= new Percent(25) && fraction > new Fraction(0) && fraction >= default(Fraction));
        Assert.That(new[] { new Percent(3), percent, default }.Order(), Is.EqualTo(new[] { default, new Percent(3), percent }));
        Assert.That(() => new Fraction(decimal.MaxValue).ToPercent(), Throws.TypeOf<OverflowException>());
    }

    [TestCase("""{"key":"a","keys":["a","b"],"book":7,"percent":25,"fraction":0.25}""", Description = "as documented")]
    [TestCase("""{"key":null,"keys":null,"book":null,"percent":null,"fraction":null}""", Description = "null")]
    [TestCase("""{"key":7,"keys":[7],"book":0,"percent":"many","fraction":{"x":1}}""", Description = "values that do not fit")]
    [TestCase("""{"key":"","keys":["a",""],"book":-1,"percent":[],"fraction":true}""", Description = "more of them")]
    [TestCase("""{"book":"dCHKcl"}""", Description = "a public id for a numeric one")]
    public void A_model_writes_back_what_it_read(string json)
    {
        var sample = JsonConvert.DeserializeObject<Sample>(json)!;

        Assert.That(
            Newtonsoft.Json.Linq.JToken.DeepEquals(
                Newtonsoft.Json.Linq.JObject.Parse(sample.ToJson()),
                Newtonsoft.Json.Linq.JObject.Parse(json)
            ),
            Is.True,
            sample.ToJson()
        );
    }

    [Test]
    public void A_model_has_values_only_for_what_fits()
    {
        var read = JsonConvert.DeserializeObject<Sample>("""{"key":"a","keys":["a"],"book":7,"percent":133.5,"fraction":"0.25"}""")!;
        var odd = JsonConvert.DeserializeObject<Sample>("""{"key":7,"keys":[7],"book":0,"percent":"many"}""")!;

        Assert.That(
            (read.Key, read.Keys!.Single(), read.BookId, read.Rate, read.Share),
            Is.EqualTo(
                (
                    (PublicId?)"a",
                    (PublicId)"a",
                    (RecordId<Book>?)new RecordId<Book>(7),
                    (Percent?)new Percent(133.5m),
                    (Fraction?)new Fraction(0.25m)
                )
            )
        );
        Assert.That((odd.Key, odd.BookId, odd.Rate), Is.EqualTo(((PublicId?)null, (RecordId<Book>?)null, (Percent?)null)));
        Assert.That(odd.Keys, Is.Empty, "The part of the list that fits.");
        Assert.That(odd.AdditionalProperties.Keys, Is.EquivalentTo(new[] { "key", "keys", "book", "percent" }));
    }

    [TestCase("""{}""", null)]
    [TestCase("""{"key":"a","keys":["a"],"book":7,"percent":0,"fraction":0}""", null)]
    [TestCase("""{"key":null,"percent":1}""", "key")]
    [TestCase("""{"keys":[],"book":7}""", "keys")]
    [TestCase("""{"book":null,"percent":null,"fraction":null,"keys":[]}""", "keys, book, percent, fraction")]
    public void Empty_properties_are_named(string json, string? expected) =>
        Assert.That(JsonConvert.DeserializeObject<Sample>(json)!.Empty, Is.EqualTo(expected));

    [TestCase("on_shelf", true)]
    [TestCase("lost", true)]
    [TestCase("burnt", false)]
    [TestCase("Lost", false)]
    [TestCase("", false)]
    public void An_open_enumeration_knows_what_is_documented(string value, bool expected)
    {
        Assert.That(new BookStatus(value).IsDocumented, Is.EqualTo(expected));
        Assert.That(default(BookStatus).IsDocumented, Is.False);
    }

    /// <summary>A model with the types of these tests.</summary>
    private sealed class Sample : Model
    {
        private PublicId? _key;
        private IReadOnlyList<PublicId>? _keys;
        private RecordId<Book>? _bookId;
        private Percent? _rate;
        private Fraction? _share;

        public PublicId? Key => _key;

        public IReadOnlyList<PublicId>? Keys => _keys;

        public RecordId<Book>? BookId => _bookId;

        public Percent? Rate => _rate;

        public Fraction? Share => _share;

        public string? Empty => EmptyProperties();

        protected override bool ReadProperty(JsonReader reader, string name) =>
            name switch
            {
                "key" => Read(reader, out _key) && MarkAsRead(0),
                "keys" => Read(reader, out _keys) && MarkAsRead(1),
                "book" => Read(reader, out _bookId) && MarkAsRead(2),
                "percent" => Read(reader, out _rate) && MarkAsRead(3),
                "fraction" => Read(reader, out _share) && MarkAsRead(4),
                _ => false,
            };

        protected override void WriteProperties(JsonWriter writer)
        {
            Write(writer, "key", _key, 0);
            Write(writer, "keys", _keys, 1);
            Write(writer, "book", _bookId, 2);
            Write(writer, "percent", _rate, 3);
            Write(writer, "fraction", _share, 4);
        }
    }
}
