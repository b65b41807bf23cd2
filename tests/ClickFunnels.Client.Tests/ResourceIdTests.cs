using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>A path takes the numeric id or the public id, and neither can change which path it is.</summary>
public sealed class ResourceIdTests
{
    private const string Base = "https://acme.myclickfunnels.com/api/v2/contacts/";

    private readonly FakeService _service = new();

    [Test]
    public async Task A_number_needs_no_cast()
    {
        await Client().Contacts.GetAsync(42);

        Assert.That(_service.Only.Url, Is.EqualTo(Base + "42"));
    }

    [Test]
    public async Task A_long_needs_no_cast()
    {
        await Client().Contacts.GetAsync(9_007_199_254_740_993L);

        Assert.That(_service.Only.Url, Is.EqualTo(Base + "9007199254740993"));
    }

    [Test]
    public async Task A_public_id_needs_no_cast()
    {
        await Client().Contacts.GetAsync("dCHKcl");

        Assert.That(_service.Only.Url, Is.EqualTo(Base + "dCHKcl"));
    }

    [TestCase("a/b", "a%2Fb")]
    [TestCase("a?b", "a%3Fb")]
    [TestCase("a#b", "a%23b")]
    [TestCase("a b", "a%20b")]
    [TestCase("a%2Fb", "a%252Fb")]
    [TestCase("%2e%2e", "%252e%252e")]
    [TestCase("../teams", "..%2Fteams")]
    [TestCase("..\\teams", "..%5Cteams")]
    [TestCase("a+b&c=d", "a%2Bb%26c%3Dd")]
    [TestCase("ü", "%C3%BC")]
    [TestCase("a:b@c", "a%3Ab%40c")]
    public async Task Odd_ids_stay_one_segment_of_the_path(string id, string escaped)
    {
        await Client().Contacts.GetAsync(id);

        Assert.That(_service.Only.Url, Is.EqualTo(Base + escaped));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(long.MinValue)]
    public void A_number_that_names_no_record_is_refused(long id)
    {
        Assert.That(
            () => Client().Contacts.GetAsync(id),
            Throws.ArgumentException.With.Message.Contains("GET /contacts/{id}").And.Message.Contains("never read")
        );
        Assert.That(_service.Sent, Is.Empty);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    [TestCase(".")]
    [TestCase("..")]
    public void A_text_that_names_no_record_is_refused(string? id)
    {
        Assert.That(() => Client().Contacts.GetAsync(id!), Throws.InstanceOf<ArgumentException>());
        Assert.That(_service.Sent, Is.Empty);
    }

    [Test]
    public void An_unset_id_is_refused_by_its_name_in_the_route()
    {
        Assert.That(
            () => Client().Products.Variants.ListAsync(default).ToListAsync(),
            Throws.ArgumentException.With.Message.Contains("product_id")
        );
        Assert.That(_service.Sent, Is.Empty);
    }

    [Test]
    public void An_unset_id_is_refused_before_the_workspace_is_looked_up()
    {
        var client = _service.Client(static options => options.Subdomain = null);

        Assert.That(() => client.Contacts.GetAsync(default), Throws.ArgumentException);
        Assert.That(_service.Sent, Is.Empty);
    }

    /// <summary>Conversions that C# makes by itself must not throw, as the design guidelines of .NET demand.</summary>
    [Test]
    public void Conversions_never_throw_and_constructors_do()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                ((ResourceId)0).IsEmpty
                    && ((ResourceId)(-7)).IsEmpty
                    && ((ResourceId)(string?)null).IsEmpty
                    && ((ResourceId)" ").IsEmpty
                    && ((ResourceId)"..").IsEmpty,
                Is.True
            );
            Assert.That(() => new ResourceId(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new ResourceId(".."), Throws.ArgumentException);
        });
    }

    [TestCase("42", 42L, "42")]
    [TestCase("dCHKcl", null, "dCHKcl")]
    [TestCase("0", null, "")]
    [TestCase("99999999999999999999", null, "99999999999999999999")]
    [TestCase("..", null, "")]
    [TestCase(null, null, "")]
    public void A_text_is_read_as_a_number_or_a_public_id(string? text, long? number, string expected)
    {
        Assert.Multiple(() =>
        {
            Assert.That(ResourceId.TryParse(text, out var id), Is.EqualTo(expected.Length > 0));
            Assert.That(id.NumericId, Is.EqualTo(number));
            Assert.That(id.ToString(), Is.EqualTo(expected));
        });
    }

    [Test]
    public void Configuration_binds_an_id()
    {
        var converter = System.ComponentModel.TypeDescriptor.GetConverter(typeof(ResourceId));

        Assert.Multiple(() =>
        {
            Assert.That(converter.ConvertFromInvariantString("42"), Is.EqualTo((ResourceId)42));
            Assert.That(converter.ConvertFromInvariantString(""), Is.EqualTo(default(ResourceId)));
            Assert.That(() => converter.ConvertFromInvariantString(".."), Throws.TypeOf<FormatException>());
        });
    }

    [Test]
    public void Ids_compare_by_what_names_the_record()
    {
        Assert.Multiple(() =>
        {
            Assert.That((ResourceId)42, Is.EqualTo(new ResourceId(42L)));
            Assert.That((ResourceId)"a" == "a", Is.True);
            Assert.That((ResourceId)"a" != "A", Is.True);
            Assert.That(((ResourceId)42).GetHashCode(), Is.EqualTo(new ResourceId(42L).GetHashCode()));
            Assert.That(default(ResourceId).IsEmpty, Is.True);
            Assert.That(default(ResourceId).ToString(), Is.Empty);
            Assert.That(((ResourceId)42).Equals("42"), Is.False);
        });
    }

    [TearDown]
    public void Dispose() => _service.Dispose();

    private ClickFunnelsClient Client() => _service.Always(200, """{"id":1}""").Client();
}
