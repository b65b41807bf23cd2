using System.Text.Json.Serialization;

namespace ClickFunnels.Workflows;

/// <summary>The location that goods ship from. A location with this name that is not archived is used; otherwise one is created.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class FulfillmentLocationPlan
{
    /// <summary>Name of the location, which finds an existing one. Case-sensitive. Required.</summary>
    public string? Name { get; set; }

    /// <summary>True if the location must exist. If it does not, the workflow fails before anything is created.</summary>
    public bool MustExist { get; set; }

    /// <summary>Name above the address. Required to create the location.</summary>
    public string? AddressName { get; set; }

    /// <summary>E-mail address of the location. Required to create it.</summary>
    public string? EmailAddress { get; set; }

    /// <summary>Phone number of the location.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>True if an external application fulfills the orders; only for OAuth tokens. Such a location needs no address.</summary>
    public bool? ExternalApp { get; set; }

    /// <summary>First line of the address.</summary>
    public string? AddressOne { get; set; }

    /// <summary>Second line of the address.</summary>
    public string? AddressTwo { get; set; }

    /// <summary>City.</summary>
    public string? City { get; set; }

    /// <summary>State, province or region.</summary>
    public string? Region { get; set; }

    /// <summary>Country: two ISO 3166 letters.</summary>
    public string? Country { get; set; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; set; }

    internal bool HasAddress => (AddressOne ?? AddressTwo ?? City ?? Region ?? Country ?? PostalCode) is not null;

    internal FulfillmentLocationPlan Copy() => (FulfillmentLocationPlan)MemberwiseClone();
}
