using System.Text;
using System.Text.Json;
using ClickFunnels.Tests.Support;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Tests;

/// <summary>The reader accepts the JSON that System.Text.Json accepts, and refuses all other texts.</summary>
public sealed class JsonAcceptanceTests
{
    private const int Mutations = 60_000;
    private const string Alphabet = "{}[]:,\"\\/ \t\n\r\0\u001f'abfnrtuxe0123456789.-+E";

    private static readonly string[] Bodies =
    [
        """{"id":7,"first_name":"Jane \"J\" \u00e9\ud83d\ude00","visits":[1,-2.5e+3,null,true,false,{"a":{}}]}""",
        """[{"id":1,"tags":["a","b\\"]},{"id":0.10,"x":"\b\f\n\r\t\/"}]""",
        """ { "a" : [ ] , "" : -0 , "b" : 1E5 } """,
        """{"größe":"日本語","n":12345678901234567890.12}""",
        "\"text\"",
        "-12.5e-7",
        "null",
        "[[[[]]]]",
    ];

    [Test]
    public void It_accepts_and_refuses_the_same_as_System_Text_Json()
    {
        var random = new Random(20260101);
        var differences = new List<string>();
        var accepted = 0;
        for (var number = 0; number < Mutations; number++)
        {
            var body = Encoding.UTF8.GetBytes(Bodies[number % Bodies.Length]).ToList();
            for (var change = random.Next(3); change >= 0; change--)
            {
                Mutate(body, random);
            }

            var bytes = body.ToArray();
            var expected = DocumentAccepts(bytes);
            accepted += expected ? 1 : 0;
            if (ReaderAccepts(bytes) != expected)
            {
                differences.Add($"{(expected ? "refused" : "accepted")}: {Encoding.UTF8.GetString(bytes)}");
            }
        }

        Assert.That(differences.Take(10), Is.Empty);
        Assert.That(accepted, Is.InRange(Mutations / 20, Mutations * 19 / 20), "Both kinds of bodies must be tried.");
    }

    [TestCase("""{"id":1}garbage""")]
    [TestCase("""{"id":1}{"id":2}""")]
    [TestCase("""{"id":1}]""")]
    [TestCase("""{"id":1},""")]
    [TestCase("{\"id\":1}\0")]
    [TestCase("{\"id\":1,\"first_name\":\"a\nb\"}")]
    [TestCase("{\"id\":1,\"first_name\":\"a\u0001b\"}")]
    [TestCase("{\"id\":1,\"zz\":\"a\tb\"}")]
    [TestCase("{\"id\":1,\"z\nz\":1}")]
    [TestCase("""{"id":01}""")]
    [TestCase("""{"id":1,"zz":1.}""")]
    [TestCase("""{"id":1,"zz":.5}""")]
    [TestCase("""{"id":1,"zz":1e}""")]
    [TestCase("""{"id":1,"zz":+1}""")]
    [TestCase("""{"id":1,"zz":"\x"}""")]
    [TestCase("""{"id":1,"zz":"\u12g4"}""")]
    [TestCase("""{"id":1,"zz":[1,]}""")]
    public void A_malformed_body_is_refused_by_every_reader(string record)
    {
        using var service = new FakeService();
        var client = service.Respond(200, record).Respond(200, "[" + record + "]").Respond(200, record).Client();
        var raw = new RawResponse(200, record);
        var delivery = """{"event_type":"contact.created","event_id":"e","data":""" + record + "}";

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiResponseException>(), "a record");
            Assert.That(() => client.Contacts.ListAsync().ToListAsync(), Throws.TypeOf<ApiResponseException>(), "a list");
            Assert.That(() => raw.Json, Throws.TypeOf<ApiResponseException>(), "Json of a raw response");
            Assert.That(() => raw.Read<Contact>(), Throws.TypeOf<ApiResponseException>(), "a record of a raw response");
            Assert.That(
                () => WebhookNotification.Parse(Encoding.UTF8.GetBytes(delivery)),
                Throws.TypeOf<WebhookFormatException>(),
                "a webhook"
            );
        });
    }

    [TestCase("""[{"id":1}] x""")]
    [TestCase("""[{"id":1}][]""")]
    public void Text_after_a_list_is_refused(string body)
    {
        using var service = new FakeService();

        Assert.That(() => service.Respond(200, body).Client().Contacts.ListAsync().ToListAsync(), Throws.TypeOf<ApiResponseException>());
        Assert.That(() => new RawResponse(200, body).ReadList<Contact>(), Throws.TypeOf<ApiResponseException>());
    }

    [TestCase("""{"contact":{"id":1},"a":01}""")]
    [TestCase("""{"contact":{"id":1}} x""")]
    [TestCase("""{"contact":{"id":1}""")]
    public void What_follows_the_envelope_must_be_valid(string body)
    {
        Assert.That(() => new RawResponse(200, body).Read<Contact>("contact"), Throws.TypeOf<ApiResponseException>());
    }

    private static void Mutate(List<byte> body, Random random)
    {
        var index = random.Next(body.Count + 1);
        var any = (byte)Alphabet[random.Next(Alphabet.Length)];
        switch (random.Next(5))
        {
            case 0:
                body.Insert(index, any);
                break;
            case 1 when index < body.Count:
                body[index] = any;
                break;
            case 2 when index < body.Count:
                body.RemoveAt(index);
                break;
            case 3 when index < body.Count:
                body.InsertRange(random.Next(body.Count), body.GetRange(index, random.Next(body.Count - index + 1)));
                break;
            case 4:
                body.RemoveRange(index, random.Next(Math.Min(4, body.Count - index + 1)));
                break;
        }
    }

    private static bool DocumentAccepts(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool ReaderAccepts(byte[] bytes)
    {
        try
        {
            _ = JsonResult.ReadToken(bytes, bytes.Length);
            return true;
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return false;
        }
    }
}
