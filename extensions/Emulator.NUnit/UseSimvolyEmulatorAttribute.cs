namespace ClickFunnels.Emulator.NUnit;

/// <summary>
/// Gives tests an emulator of the Website API of Simvoly: <see cref="TestEmulators.Simvoly"/>.
/// Derive an attribute to set further options.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public class UseSimvolyEmulatorAttribute : UseEmulatorAttribute
{
    /// <summary>Number of made-up contacts, 0 to 100000.</summary>
    public int Contacts { get; set; } = 3;

    /// <summary>Number of made-up products, 0 to 100000.</summary>
    public int Products { get; set; } = 3;

    internal sealed override Type EmulatorType => typeof(SimvolyEmulator);

    /// <summary>Sets further options of an emulator before it starts.</summary>
    /// <param name="options">The options.</param>
    protected virtual void Configure(SimvolyEmulatorOptions options) { }

    private protected sealed override async Task<ApiEmulator> StartAsync()
    {
        var options = new SimvolyEmulatorOptions { Contacts = Contacts, Products = Products };
        Configure(options);
        return await SimvolyEmulator.StartAsync(options).ConfigureAwait(false);
    }
}
