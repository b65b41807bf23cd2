using ClickFunnels.Core.Tests.Support;

namespace ClickFunnels.Core.Tests;

/// <summary>A web page with a successful status, such as a login page, is never a success: the request was not carried out.</summary>
public sealed class WebPageTests
{
    private const string Page = " <!DOCTYPE html><html><body>Please sign in, jane@example.com</body></html>";

    private readonly FakeLibrary _library = new();

    [TestCase(Page, "text/html")]
    [TestCase("\uFEFF" + Page, "text/html; charset=utf-8")]
    public async Task A_call_without_a_result_fails(string body, string type)
    {
        _library.Respond(_ => Task.FromResult(Response(body, type)));

        var failure = await Assert.ThrowsAsync<ApiResponseException>(() => _library.Client().Books.DeleteAsync(7));
        Assert.That(failure!.Message, Does.Contain("web page").And.Not.Contain("jane").And.Contain("deleteBook"));
    }

    [TestCase("", "text/html")]
    [TestCase("ok", "text/html")]
    [TestCase("{\"ok\":true}", "text/html")]
    public void Other_bodies_are_ignored(string body, string type)
    {
        _library.Respond(_ => Task.FromResult(Response(body, type)));

        Assert.That(() => _library.Client().Books.DeleteAsync(7), Throws.Nothing);
    }

    private static HttpResponseMessage Response(string body, string type)
    {
        var response = new HttpResponseMessage(System.Net.HttpStatusCode.OK) { Content = new StringContent(body) };
        response.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        return response;
    }
}
