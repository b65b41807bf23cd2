namespace ClickFunnels.Emulator;

/// <summary>Options of an emulator of the ElasticFunnels API.</summary>
public sealed class ElasticFunnelsEmulatorOptions : ApiEmulatorOptions
{
    internal const int MaxRecords = 100_000;

    /// <summary>Creates options with the defaults.</summary>
    public ElasticFunnelsEmulatorOptions()
        : base("elasticfunnels") { }

    /// <summary>API key of the brand; generated when null.</summary>
    public string? AccessKey { get; set; }

    /// <summary>Currency of the brand, three letters.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>
    /// Number of made-up customers, 0 to 100000. The seeded conversions and subscriptions are of the first ones. The API only reads them.
    /// </summary>
    public int Customers { get; set; } = 3;

    /// <summary>Number of made-up products, 0 to 100000.</summary>
    public int Products { get; set; } = 3;

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(Customers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Customers, MaxRecords);
        ArgumentOutOfRangeException.ThrowIfNegative(Products);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Products, MaxRecords);
        ValidateCredential(AccessKey, "access key");
        if (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper))
        {
            throw new ArgumentException("The currency must be a code of three letters, such as USD.");
        }
    }
}
