using System.Net.Http.Headers;
using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>Sends the same random requests to an emulator for the same number.</summary>
internal sealed class RandomState : IDisposable
{
    private readonly ApiEmulator _emulator;
    private readonly HttpClient _http;

    public RandomState(ApiEmulator emulator)
    {
        _emulator = emulator;
        var credential = Platforms.Named(emulator.Api).Contract.Credential;
        _http = new HttpClient();
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
        _http.DefaultRequestHeaders.TryAddWithoutValidation(credential.Name, credential.Scheme + SeedTestEmulator.CredentialOf(emulator));
    }

    /// <summary>Sends requests; <paramref name="look"/> gets each with its response.</summary>
    public async Task PlayAsync(int seed, int count, Func<RandomRequest, HttpResponseMessage, Task>? look = null)
    {
        var contract = Platforms.Named(_emulator.Api).Contract;
        Dictionary<string, long> ids;
        lock (_emulator.Store.Gate)
        {
            ids = _emulator.Store.All.GroupBy(record => record.Resource).ToDictionary(group => group.Key, group => group.First().Id);
        }

        var requests = new RandomRequests(contract.Operations, ids, new Random(seed));
        for (var index = 0; index < count; index++)
        {
            var request = requests.Next();
            using var message = new HttpRequestMessage(
                new HttpMethod(request.Operation.Method),
                new Uri(_emulator.Url.GetLeftPart(UriPartial.Authority) + contract.BasePath + request.Path)
            );
            if (request.Body is { } body)
            {
                message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            }

            using var response = await _http.SendAsync(message);
            if (look is not null)
            {
                await look(request, response);
            }
        }
    }

    public void Dispose() => _http.Dispose();
}
