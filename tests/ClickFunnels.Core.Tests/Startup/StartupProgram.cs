using System.Net;
using System.Text;

namespace ClickFunnels.Core.Tests.Startup;

/// <summary>A program that makes one call without a network and prints the assemblies that it loaded.</summary>
internal static class StartupProgram
{
    /// <param name="args">The number of failures before the call succeeds.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        using var client = new LibraryClient(
            new LibraryClientOptions
            {
                AccessToken = "token",
                UserAgent = "Startup/1.0",
                RetryDelay = TimeSpan.Zero,
                HttpHandler = new FailingHandler(args.Length > 0 && args[0] == "one-failure" ? 1 : 0),
            }
        );
        var book = await client.Books.GetAsync(7);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            Console.WriteLine(assembly.GetName().Name);
        }

        return book.Id == 7 ? 0 : 1;
    }

    private sealed class FailingHandler(int failures) : HttpMessageHandler
    {
        private int _failures = failures;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(_failures-- > 0 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK)
                {
                    Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"id":7,"title":"Momo"}""")),
                }
            );
    }
}
