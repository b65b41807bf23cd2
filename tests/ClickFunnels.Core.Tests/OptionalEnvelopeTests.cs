using ClickFunnels.Core.Tests.Support;

namespace ClickFunnels.Core.Tests;

/// <summary>Some services wrap their records at times. Both forms are read where the contract says so, and nowhere else.</summary>
public sealed class OptionalEnvelopeTests
{
    private readonly FakeLibrary _library = new();

    [TestCase("""{"url":"a"}""")]
    [TestCase("""{"cover":{"url":"a"}}""")]
    [TestCase("""{"message":"saved","cover":{"url":"a"},"url":"b"}""")]
    [TestCase("""{"cover":null,"url":"a"}""")]
    [TestCase("""{"cover":"front","url":"a"}""")]
    public async Task A_record_may_be_bare_or_in_its_envelope(string body)
    {
        _library.Respond(200, body);

        Assert.That((await _library.Client().Books.UpdateCoverAsync(7, new() { Picture = "b" })).Url, Is.EqualTo("a"));
    }

    [TestCase("[]", 0)]
    [TestCase("""[{"url":"a"},{"url":"b"}]""", 2)]
    [TestCase("""{"pictures":[{"url":"a"}]}""", 1)]
    [TestCase("""{"success":true,"links":[{}],"pictures":[{"url":"a"},{"url":"b"}],"total":2}""", 2)]
    [TestCase("""{"pictures":[]}""", 0)]
    public async Task A_list_may_be_bare_or_in_its_envelope(string body, int count)
    {
        _library.Respond(200, body);

        Assert.That(await _library.Client().Books.ListPicturesAsync(7).ToListAsync(), Has.Count.EqualTo(count));
    }

    [TestCase("{}")]
    [TestCase("""{"data":[{"url":"a"}]}""")]
    [TestCase("\"text\"")]
    [TestCase("")]
    [TestCase("""{"pictures":[{"url":"a"}""")]
    public void Anything_else_is_no_list(string body)
    {
        _library.Respond(200, body);

        Assert.That(() => _library.Client().Books.ListPicturesAsync(7).ToListAsync(), Throws.TypeOf<ApiResponseException>());
    }

    [Test]
    public void An_envelope_that_is_not_optional_is_required()
    {
        _library.Respond(200, """{"id":1}""").Respond(200, "[]");
        using var client = _library.Client();

        Assert.That(() => client.Members.GetAsync(1), Throws.TypeOf<ApiResponseException>());
        Assert.That(() => client.Books.Reviews.Replies.ListAsync(1, 2).ToListAsync(), Throws.TypeOf<ApiResponseException>());
    }
}
