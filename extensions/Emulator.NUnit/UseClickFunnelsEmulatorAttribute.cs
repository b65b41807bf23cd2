namespace ClickFunnels.Emulator.NUnit;

/// <summary>
/// Gives tests an emulator of the ClickFunnels 2.0 API: <see cref="TestEmulators.ClickFunnels"/>.
/// Derive an attribute to set further options.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public class UseClickFunnelsEmulatorAttribute : UseEmulatorAttribute
{
    /// <summary>Number of made-up contacts in the workspace, 0 to 100000.</summary>
    public int Contacts { get; set; }

    internal sealed override Type EmulatorType => typeof(ClickFunnelsEmulator);

    /// <summary>Sets further options of an emulator before it starts.</summary>
    /// <param name="options">The options.</param>
    protected virtual void Configure(ClickFunnelsEmulatorOptions options) { }

    private protected sealed override async Task<ApiEmulator> StartAsync()
    {
        var options = new ClickFunnelsEmulatorOptions { Contacts = Contacts };
        Configure(options);
        return await ClickFunnelsEmulator.StartAsync(options).ConfigureAwait(false);
    }
}
