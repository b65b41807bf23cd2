using Aspire.Hosting.ApplicationModel;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>
/// An emulator that runs in the process of the app host while the application runs. It is not deployed: a published application gets the
/// credentials of the real service from parameters.
/// </summary>
public abstract class ApiEmulatorResource : Resource, IResourceWithConnectionString, IResourceWithWaitSupport
{
    private readonly TaskCompletionSource<ApiEmulator> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="name">Name of the resource.</param>
    /// <param name="options">Options of the emulator; null if the application is published.</param>
    /// <param name="accessTokenParameter">The token or key of the API.</param>
    private protected ApiEmulatorResource(string name, ApiEmulatorOptions? options, ParameterResource accessTokenParameter)
        : base(name)
    {
        Options = options;
        AccessTokenParameter = accessTokenParameter;
        Url = new EmulatorValue(this, "Url", static emulator => emulator.Url.AbsoluteUri);
    }

    /// <summary>
    /// The parameter with the access token or key. While the application runs, its value is generated unless the options of the emulator
    /// or the configuration (<c>Parameters:NAME-access-token</c>) have one.
    /// </summary>
    public ParameterResource AccessTokenParameter { get; }

    /// <summary>Connection string, such as <c>Endpoint=http://127.0.0.1:4010/;AccessToken=…;WorkspaceId=1002</c>.</summary>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var text = new ReferenceExpressionBuilder();
            foreach (var (index, value) in ConnectionValues.Index())
            {
                text.AppendLiteral(index == 0 ? "" : ";");
                text.AppendLiteral(value.Setting == "BaseAddress" ? "Endpoint=" : value.Setting + "=");
                text.AppendFormatted(value.Expression);
            }

            return text.Build();
        }
    }

    /// <summary>Options of the emulator; null if the application is published.</summary>
    internal ApiEmulatorOptions? Options { get; }

    /// <summary>Completes when the emulator runs, and fails if it does not start.</summary>
    internal Task<ApiEmulator> Started => _started.Task;

    /// <summary>The receivers that get a webhook endpoint when the emulator runs.</summary>
    internal List<WebhookReceiverReference> Receivers { get; } = [];

    /// <summary>Settings of a client: their names in the options and as connection properties, and their values.</summary>
    internal IEnumerable<EmulatorSetting> Settings
    {
        get
        {
            if (Options is not null)
            {
                yield return new EmulatorSetting("BaseAddress", "Url", ReferenceExpression.Create($"{Url}"));
            }

            foreach (var setting in ApiSettings)
            {
                yield return setting;
            }
        }
    }

    /// <summary>The settings that differ from API to API, the credential first.</summary>
    private protected abstract IEnumerable<EmulatorSetting> ApiSettings { get; }

    private EmulatorValue Url { get; }

    private IEnumerable<EmulatorSetting> ConnectionValues => Settings.Where(static setting => setting.IsPartOfConnection);

    /// <summary>Lists the connection properties, which become environment variables such as <c>CLICKFUNNELS_URL</c>.</summary>
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
        Settings.Select(static setting => KeyValuePair.Create(setting.Property, setting.Expression));

    /// <summary>Starts an emulator with <see cref="Options"/>.</summary>
    internal abstract Task<ApiEmulator> StartAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the result of the start for those who wait for it.</summary>
    internal void Complete(ApiEmulator emulator) => _started.TrySetResult(emulator);

    /// <summary>Ends the waiting for the start with an error.</summary>
    internal void Fail(Exception error)
    {
        _started.TrySetException(error);

        // Seen here, because nobody may be waiting.
        _ = _started.Task.Exception;
    }
}
