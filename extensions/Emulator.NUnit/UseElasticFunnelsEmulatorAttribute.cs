namespace ClickFunnels.Emulator.NUnit;

/// <summary>
/// Gives tests an emulator of the ElasticFunnels API: <see cref="TestEmulators.ElasticFunnels"/>.
/// Derive an attribute to set further options.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public class UseElasticFunnelsEmulatorAttribute : UseEmulatorAttribute
{
    /// <summary>Number of made-up customers, 0 to 100000.</summary>
    public int Customers { get; set; } = 3;

    /// <summary>Number of made-up products, 0 to 100000.</summary>
    public int Products { get; set; } = 3;

    internal sealed override Type EmulatorType => typeof(ElasticFunnelsEmulator);

    /// <summary>Sets further options of an emulator before it starts.</summary>
    /// <param name="options">The options.</param>
    protected virtual void Configure(ElasticFunnelsEmulatorOptions options) { }

    private protected sealed override async Task<ApiEmulator> StartAsync()
    {
        var options = new ElasticFunnelsEmulatorOptions { Customers = Customers, Products = Products };
        Configure(options);
        return await ElasticFunnelsEmulator.StartAsync(options).ConfigureAwait(false);
    }
}
