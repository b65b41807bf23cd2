using ClickFunnels.Emulator;

namespace ClickFunnels.TestKit;

/// <summary>An emulator with a receiver that is registered for some events.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private Listening(Api api, WebhookReceiver receiver, long endpointId, string secret)
    {
        Api = api;
        Receiver = receiver;
        EndpointId = endpointId;
        Secret = secret;
    }

    public Api Api { get; }

    public WebhookReceiver Receiver { get; }

    public long EndpointId { get; }

    public string Secret { get; }

    public static async Task<Listening> StartAsync(string[] eventTypes, Action<ClickFunnelsEmulatorOptions>? configure = null) =>
        await ToAsync(await Api.StartAsync(configure: configure), eventTypes);

    /// <summary>Registers a receiver with an emulator that runs; disposing ends both.</summary>
    public static async Task<Listening> ToAsync(Api api, params string[] eventTypes)
    {
        var receiver = await WebhookReceiver.StartAsync();
        var endpoint = await RegisterAsync(api, receiver.Url, eventTypes);
        return new Listening(api, receiver, endpoint.Id, endpoint.Secret);
    }

    public static async Task<(long Id, string Secret)> RegisterAsync(Api api, Uri url, params string[] eventTypes)
    {
        var made = await api.MakeAsync(
            $"{api.Workspace}/webhooks/outgoing/endpoints",
            new
            {
                webhooks_outgoing_endpoint = new
                {
                    url,
                    name = "Receiver",
                    event_type_ids = eventTypes,
                },
            }
        );
        return (made["id"]!.GetValue<long>(), made["webhook_secret"]!.GetValue<string>());
    }

    public async Task<long> MakeContactAsync(string name = "Ada") =>
        (await Api.MakeAsync($"{Api.Workspace}/contacts", new { contact = new { first_name = name } }))["id"]!.GetValue<long>();

    public async Task<IReadOnlyList<Received>> SettledAsync()
    {
        await Api.Emulator.WaitForDeliveriesAsync();
        return Receiver.Received;
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
