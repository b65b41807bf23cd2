using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>Starts the emulators when Aspire initializes their resources, and stops them after all other resources.</summary>
internal sealed class EmulatorRunner(ResourceNotificationService notifications) : IHostedLifecycleService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<(ApiEmulatorResource Resource, ApiEmulator Emulator)> _running = [];

    /// <summary>Starts the emulator of a resource; its state and its log say how it goes.</summary>
    public static async Task StartAsync(
        ApiEmulatorResource resource,
        InitializeResourceEvent initialize,
        CancellationToken cancellationToken
    )
    {
        var runner = initialize.Services.GetRequiredService<EmulatorRunner>();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, runner._stopping.Token);
        try
        {
            await runner.RunAsync(resource, initialize, linked.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            resource.Fail(error);
            ResourceLog.DidNotStart(initialize.Logger, error, error.Message);
            await initialize
                .Notifications.PublishUpdateAsync(
                    resource,
                    static snapshot => snapshot with { State = KnownResourceStates.FailedToStart, StopTimeStamp = DateTime.UtcNow }
                )
                .ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // After the projects, so that their last requests still get through.
    public Task StoppedAsync(CancellationToken cancellationToken) => StopAllAsync(publish: true);

    public async ValueTask DisposeAsync()
    {
        // If the application was not stopped before: the notifications have gone by now.
        await StopAllAsync(publish: false).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(ApiEmulatorResource resource, InitializeResourceEvent initialize, CancellationToken cancellationToken)
    {
        // Others may have to run first (WaitFor).
        await initialize
            .Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, initialize.Services), cancellationToken)
            .ConfigureAwait(false);
        await initialize
            .Notifications.PublishUpdateAsync(
                resource,
                static snapshot => snapshot with { State = KnownResourceStates.Starting, StartTimeStamp = DateTime.UtcNow }
            )
            .ConfigureAwait(false);
        resource.Options!.Log ??= new LoggerWriter(initialize.Logger);
        var emulator = await resource.StartAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _running.Add((resource, emulator));
        }

        if (cancellationToken.IsCancellationRequested)
        {
            // The application was stopped meanwhile, and may have looked before this one was there.
            await StopAllAsync(publish: false).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        ResourceLog.Listens(initialize.Logger, emulator.Url);
        resource.Complete(emulator);
        await initialize
            .Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, initialize.Services), cancellationToken)
            .ConfigureAwait(false);
        await initialize
            .Notifications.PublishUpdateAsync(
                resource,
                snapshot =>
                    snapshot with
                    {
                        State = KnownResourceStates.Running,
                        Urls =
                        [
                            new UrlSnapshot("http", emulator.Url.AbsoluteUri, IsInternal: false),
                            new UrlSnapshot("page", new Uri(emulator.Url, EmulatorPaths.Page).AbsoluteUri, IsInternal: false)
                            {
                                DisplayProperties = new UrlDisplayPropertiesSnapshot("Requests and records", 1),
                            },
                        ],
                    }
            )
            .ConfigureAwait(false);
        if (resource.Receivers.Count > 0)
        {
            // In the background: a receiver without a proxy has an address only when it runs, and it may wait for the emulator.
            _ = RegisterAsync(resource, (ClickFunnelsEmulator)emulator, initialize.Logger);
        }
    }

    private async Task RegisterAsync(ApiEmulatorResource resource, ClickFunnelsEmulator emulator, ILogger logger)
    {
        using var registration = new WebhookRegistration(emulator);
        foreach (var receiver in resource.Receivers)
        {
            try
            {
                await registration.RegisterAsync(receiver, _stopping.Token).ConfigureAwait(false);
                ResourceLog.Registered(logger, receiver.Name);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                ResourceLog.DidNotRegister(logger, error, receiver.Name, error.Message);
            }
        }
    }

    private async Task StopAllAsync(bool publish)
    {
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
        }

        List<(ApiEmulatorResource Resource, ApiEmulator Emulator)> running;
        lock (_gate)
        {
            running = [.. _running];
            _running.Clear();
        }

        foreach (var (resource, emulator) in running)
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            if (publish)
            {
                await notifications
                    .PublishUpdateAsync(
                        resource,
                        static snapshot =>
                            snapshot with
                            {
                                State = KnownResourceStates.Finished,
                                StopTimeStamp = DateTime.UtcNow,
                                Urls = [],
                            }
                    )
                    .ConfigureAwait(false);
            }
        }
    }
}
