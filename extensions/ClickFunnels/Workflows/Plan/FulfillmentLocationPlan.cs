namespace ClickFunnels.Workflows;

/// <summary>Where goods ship from. A location that has the name and is not archived is used; otherwise one is created.</summary>
public sealed class FulfillmentLocationPlan
{
    /// <summary>Name, by which an existing location is found; letter case counts. Needed.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the location has to be there already: the workflow then fails where it would create it, before anything is created.</summary>
    public bool MustExist { get; set; }

    /// <summary>Name above the address. Needed to create the location.</summary>
    public string? AddressName { get; set; }

    /// <summary>E-mail address of the location. Needed to create it.</summary>
    public string? EmailAddress { get; set; }

    /// <summary>Telephone number of the location.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>Whether an external application fulfils; only for OAuth tokens. Such a location needs no address.</summary>
    public bool? ExternalApp { get; set; }

    /// <summary>First line of the address.</summary>
    public string? AddressOne { get; set; }

    /// <summary>Second line of the address.</summary>
    public string? AddressTwo { get; set; }

    /// <summary>City.</summary>
    public string? City { get; set; }

    /// <summary>State, province or region.</summary>
    public string? Region { get; set; }

    /// <summary>Country, by its two ISO 3166 letters.</summary>
    public string? Country { get; set; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; set; }

    internal bool HasAddress => (AddressOne ?? AddressTwo ?? City ?? Region ?? Country ?? PostalCode) is not null;

    internal FulfillmentLocationPlan Copy() => (FulfillmentLocationPlan)MemberwiseClone();
}
