using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests;

/// <summary>Text is decoded block by block; where a block ends must not matter, wherever a character of two halves stands.</summary>
public sealed class BufferBoundaryTests
{
    [Test]
    public void An_emoji_may_stand_anywhere_in_the_text()
    {
        Assert.Multiple(() =>
        {
            for (var length = 900; length < 4200; length++)
            {
                var text = new string('x', length) + "😀 end";
                var json = Encoding.UTF8.GetBytes(
                    new JObject
                    {
                        ["id"] = 1,
                        ["first_name"] = text,
                        ["last_name"] = "B",
                    }.ToString(Formatting.None)
                );
                var contact = JsonResult.ReadModel<Contact>(json, json.Length);
                if (contact.FirstName != text || contact.LastName != "B")
                {
                    Assert.Fail($"Lost after {length} characters.");
                }
            }
        });
    }

    [Test]
    public void A_text_of_nothing_but_emojis_is_read([Range(0, 3)] int shift)
    {
        var text = new string('x', shift) + string.Concat(Enumerable.Repeat("😀", 5000));
        var json = Encoding.UTF8.GetBytes($$"""[{"first_name":"{{text}}"},{"first_name":"{{text}}"}]""");

        Assert.That(JsonResult.ReadList<Contact>(json, json.Length).Select(static contact => contact.FirstName), Is.All.EqualTo(text));
    }

    [Test]
    public void An_emoji_may_stand_anywhere_in_a_name()
    {
        Assert.Multiple(() =>
        {
            for (var length = 960; length < 1100; length++)
            {
                var name = new string('n', length) + "😀";
                var json = Encoding.UTF8.GetBytes($$"""{"{{name}}":1,"id":2}""");
                var contact = JsonResult.ReadModel<Contact>(json, json.Length);
                Assert.That(
                    (contact.Id, contact.AdditionalProperties.Keys.Single()),
                    Is.EqualTo((2L, name)),
                    $"After {length} characters."
                );
            }
        });
    }

    [Test]
    public void Text_of_every_length_is_written_completely()
    {
        Assert.Multiple(() =>
        {
            for (var length = 300; length < 1100; length++)
            {
                var text = new string('ü', length) + "😀";
                var written = Encoding.UTF8.GetString(JsonBody.Write(new ContactCreate { FirstName = text }, "contact"));
                Assert.That(written, Is.EqualTo("{\"contact\":{\"first_name\":\"" + text + "\"}}"));
            }
        });
    }

    [Test]
    public void A_byte_order_mark_is_skipped()
    {
        byte[] json = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{"id":1}""")];

        Assert.That(JsonResult.ReadModel<Contact>(json, json.Length).Id, Is.EqualTo(1));
    }

    [Test]
    public void Invalid_utf8_becomes_replacement_characters()
    {
        byte[] json = [.. "{\"first_name\":\"a"u8, 0xFF, 0xC3, .. "b\",\"id\":1}"u8];
        var contact = JsonResult.ReadModel<Contact>(json, json.Length);

        Assert.That((contact.Id, contact.FirstName), Is.EqualTo((1L, "a\uFFFD\uFFFDb")));
    }

    [Test]
    public void Only_the_given_length_is_read()
    {
        var json = Encoding.UTF8.GetBytes("""{"id":1}garbage of an earlier use of the buffer""");

        Assert.That(JsonResult.ReadModel<Contact>(json, 8).Id, Is.EqualTo(1));
    }
}
