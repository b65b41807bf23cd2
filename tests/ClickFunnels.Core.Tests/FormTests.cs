using System.Net.Http.Headers;
using System.Text;
using ClickFunnels.Core.Tests.Support;

namespace ClickFunnels.Core.Tests;

/// <summary>Records with files are sent as a form, which is read back here as a server reads it; other records are JSON.</summary>
public sealed class FormTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0, 255, 13, 10, 45, 45];

    private readonly FakeLibrary _library = new();

    [Test]
    public async Task A_record_without_a_file_is_json_with_the_address()
    {
        await _library
            .Respond(200, "{}")
            .Client()
            .Books.UpdateCoverAsync(7, new() { Picture = "https://cdn.example/a.png", Title = "Momo" });

        Assert.That(_library.Only.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(_library.Only.Body, Is.EqualTo("""{"picture":"https://cdn.example/a.png","title":"Momo"}"""));
    }

    [Test]
    public async Task A_record_with_a_file_is_a_form()
    {
        var cover = new CoverUpdate
        {
            Picture = new FileOrAddress(Picture, "a \"b\" ü.png", "image/png"),
            Back = "https://cdn.example/back.png",
            Title = "Zwei\r\nZeilen €",
            Price = 12.50m,
            IsPublic = true,
            Tags = ["a", "b\"c"],
            Copies = new() { ["large"] = 2 },
            AdditionalProperties = { ["further"] = false, ["none"] = null! },
        };

        await _library.Respond(200, "{}").Client().Books.UpdateCoverAsync(7, cover);

        var parts = Parts();
        Assert.That(
            parts.Where(static part => part.FileName is null).Select(static part => $"{part.Name}={part.Text}"),
            Is.EquivalentTo(
                new[]
                {
                    "back=https://cdn.example/back.png",
                    "title=Zwei\r\nZeilen €",
                    "price=12.50",
                    "is_public=1",
                    """tags=["a","b\"c"]""",
                    """copies={"large":2}""",
                    "further=0",
                    "none=",
                }
            )
        );
        var file = parts.Single(static part => part.FileName is not null);
        Assert.Multiple(() =>
        {
            Assert.That(file.Name, Is.EqualTo("picture"));
            Assert.That(file.FileName, Is.EqualTo("a %22b%22 ü.png"));
            Assert.That(file.MediaType, Is.EqualTo("image/png"));
            Assert.That(file.Bytes, Is.EqualTo(Picture));
        });
    }

    [Test]
    public async Task A_field_with_brackets_occurs_once_for_each_value()
    {
        var upload = new PictureUpload
        {
            Files = [new FileOrAddress(Picture, "a.png"), new FileOrAddress([], "b.png")],
            Names = ["one", "two"],
            Album = "",
        };

        await _library.Respond(204).Client().Books.UploadPicturesAsync(7, upload);

        Assert.That(
            Parts().Select(static part => $"{part.Name}:{part.FileName}:{(part.FileName is null ? part.Text : part.Bytes.Length)}"),
            Is.EqualTo(new[] { "names[]::one", "names[]::two", "album::", "files[]:a.png:8", "files[]:b.png:0" })
        );
    }

    [Test]
    public async Task A_form_is_repeated_with_the_same_bytes()
    {
        _library.Lose().Respond(200, "{}");

        await _library.Client().Books.UpdateCoverAsync(7, new() { Picture = new FileOrAddress(Picture, "a.png") });

        Assert.That(_library.Sent, Has.Count.EqualTo(2));
        Assert.That(_library.Sent[1].BodyBytes, Is.EqualTo(_library.Sent[0].BodyBytes));
        Assert.That(_library.Sent[1].Headers["Content-Type"], Is.EqualTo(_library.Sent[0].Headers["Content-Type"]));
    }

    [Test]
    public void A_form_without_a_required_field_is_refused()
    {
        using var client = _library.Client();
        var back = new FileOrAddress(Picture, "back.png");

        Assert.Multiple(() =>
        {
            Assert.That(
                () => client.Books.UpdateCoverAsync(7, new() { Back = back }),
                Throws.ArgumentException.With.Message.Contains("picture")
            );
            Assert.That(
                () => client.Books.UploadPicturesAsync(7, new() { Album = "a" }),
                Throws.ArgumentException.With.Message.Contains("files[]")
            );
            Assert.That(() => client.Books.UploadPicturesAsync(7, null!), Throws.ArgumentNullException);
        });
        Assert.That(_library.Sent, Is.Empty);
    }

    [TestCase("")]
    [TestCase("a/b.png")]
    [TestCase("a\\b.png")]
    [TestCase("a\r\nX-Header: b")]
    public void A_file_name_cannot_leave_its_header(string name) =>
        Assert.That(() => new FileOrAddress([], name), Throws.ArgumentException.With.Message.Contains("name of a file"));

    [TestCase("image")]
    [TestCase("")]
    [TestCase("image/png\r\nX-Header: b")]
    public void A_media_type_cannot_leave_its_header(string mediaType) =>
        Assert.That(() => new FileOrAddress([], "a.png", mediaType), Throws.ArgumentException.With.Message.Contains("media type"));

    [Test]
    public void Addresses_are_read_and_written_as_texts_and_files_are_left_out_of_json()
    {
        var model = Newtonsoft.Json.JsonConvert.DeserializeObject<CoverUpdate>("""{"picture":"a","back":null,"title":"b"}""")!;
        Assert.That(model.Picture!.Address, Is.EqualTo("a"));
        Assert.That(model.ToJson(), Is.EqualTo("""{"picture":"a","back":null,"title":"b"}"""));

        model.Picture = new FileOrAddress(Picture, "a.png");
        Assert.That(model.ToJson(), Is.EqualTo("""{"back":null,"title":"b"}"""));
        Assert.That(model.Picture.ToString(), Does.Not.Contain("a.png"));

        var upload = Newtonsoft.Json.JsonConvert.DeserializeObject<PictureUpload>("""{"files[]":["a",7,{}]}""")!;
        Assert.That(upload.Files!.Select(static file => file.Address), Is.EqualTo(new[] { "a", "7" }));
        Assert.That(upload.ToJson(), Is.EqualTo("""{"files[]":["a",7,{}]}"""));
    }

    private List<Part> Parts()
    {
        var type = MediaTypeHeaderValue.Parse(_library.Only.Headers["Content-Type"]);
        Assert.That(type.MediaType, Is.EqualTo("multipart/form-data"));
        var boundary = "--" + type.Parameters.Single(static parameter => parameter.Name == "boundary").Value;
        // Latin-1 has a character for each byte.
        var body = Encoding.Latin1.GetString(_library.Only.BodyBytes!);
        Assert.That(body, Does.StartWith(boundary + "\r\n").And.EndWith("\r\n" + boundary + "--\r\n"));
        return [.. body.Split(boundary)[1..^1].Select(Part.Parse)];
    }

    private sealed record Part(string Name, string? FileName, string? MediaType, byte[] Bytes)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);

        public static Part Parse(string text)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var head = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text[2..end])).Split("\r\n");
            var disposition = head[0].Split("; ");
            Assert.That(disposition[0], Is.EqualTo("Content-Disposition: form-data"));
            return new Part(
                disposition[1]["name=\"".Length..^1],
                disposition.Length > 2 ? disposition[2]["filename=\"".Length..^1] : null,
                head.Length > 1 ? head[1]["Content-Type: ".Length..] : null,
                Encoding.Latin1.GetBytes(text[(end + 4)..^2])
            );
        }
    }
}
