namespace ClickFunnels.Contracts.Validation;

/// <summary>A value that its schema does not allow.</summary>
/// <param name="Kind">The kind of mismatch.</param>
/// <param name="Pointer">JSON pointer to the schema or keyword in the contract.</param>
/// <param name="At">JSON pointer to the value in the body.</param>
/// <param name="Says">What is wrong: a phrase that follows the name of the value.</param>
/// <param name="Expected">The expectation of the contract.</param>
/// <param name="Actual">A description of the value, never the value itself.</param>
internal sealed record Violation(ViolationKind Kind, string Pointer, string At, string Says, string? Expected, string? Actual);

/// <summary>The ways in which a value can violate its schema.</summary>
internal enum ViolationKind
{
    UndocumentedProperty,
    MissingProperty,
    WrongType,
    NullNotAllowed,
    UnknownValue,
    WrongFormat,
    OutOfRange,
    WrongLength,
    WrongPattern,
    WrongItemCount,
    NoAlternative,
}
