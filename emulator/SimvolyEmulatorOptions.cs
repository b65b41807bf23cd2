namespace ClickFunnels.Emulator;

/// <summary>Options of an emulator of the Simvoly API.</summary>
public sealed class SimvolyEmulatorOptions : ApiEmulatorOptions
{
    internal const int MaxRecords = 100_000;

    /// <summary>Creates options with the defaults.</summary>
    public SimvolyEmulatorOptions()
        : base("simvoly") { }

    /// <summary>API key of the website; generated when null.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Host of the website, which webhooks name as their source.</summary>
    public string Domain { get; set; } = "example.simvoly.com";

    /// <summary>Number of made-up contacts, 0 to 100000. The seeded orders, bookings and form submissions are of the first ones.</summary>
    public int Contacts { get; set; } = 3;

    /// <summary>Number of made-up products, 0 to 100000.</summary>
    public int Products { get; set; } = 3;

    internal override void Validate()
    {
        base.Validate();
        ArgumentException.ThrowIfNullOrWhiteSpace(Domain);
        ArgumentOutOfRangeException.ThrowIfNegative(Contacts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Contacts, MaxRecords);
        ArgumentOutOfRangeException.ThrowIfNegative(Products);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Products, MaxRecords);
        ValidateCredential(AccessToken, "access token");
    }
}
