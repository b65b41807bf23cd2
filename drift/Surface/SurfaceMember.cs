using ClickFunnels.Contracts.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Drift.Surface;

/// <summary>A member of a type of a listing.</summary>
/// <param name="Key">The identity of the member: name, number of type parameters, and types of the parameters.</param>
/// <param name="Text">The declaration, without attributes.</param>
/// <param name="Attributes">Attributes, as they are written.</param>
/// <param name="MustBeImplemented">True if implementers and derived types have to implement it.</param>
/// <param name="Position">The position in the file.</param>
internal sealed record SurfaceMember(string Key, string Text, string Attributes, bool MustBeImplemented, SourcePosition Position)
{
    /// <summary>The key without nullability, which may change while it is still the same member.</summary>
    public string LooseKey => Key.Replace("?", "", StringComparison.Ordinal);

    /// <summary>Gets the members of a declaration; one with several fields has several.</summary>
    public static IEnumerable<SurfaceMember> Read(MemberDeclarationSyntax declaration) =>
        Keys(declaration)
            .Select(key => new SurfaceMember(
                key,
                Source(declaration.WithAttributeLists([])),
                Source(declaration.AttributeLists),
                declaration.Parent is InterfaceDeclarationSyntax
                    && !declaration.Modifiers.Any(SyntaxKind.StaticKeyword)
                    && !declaration.Modifiers.Any(SyntaxKind.VirtualKeyword)
                    || declaration.Modifiers.Any(SyntaxKind.AbstractKeyword),
                SurfaceFile.Position(declaration.GetLocation())
            ));

    /// <summary>Code on one line, as it is written.</summary>
    public static string Source(SyntaxNode node) => node.ToString().Trim().TrimEnd(',');

    public static string Source(SyntaxList<AttributeListSyntax> attributes) => string.Join(' ', attributes.Select(list => list.ToString()));

    private static IEnumerable<string> Keys(MemberDeclarationSyntax declaration) =>
        declaration switch
        {
            MethodDeclarationSyntax method =>
            [
                $"{method.Identifier.ValueText}{Arity(method.TypeParameterList)}{Types(method.ParameterList)}{ValueTypes(method)}",
            ],
            ConstructorDeclarationSyntax constructor => [$"{constructor.Identifier.ValueText}{Types(constructor.ParameterList)}"],
            OperatorDeclarationSyntax @operator => [$"operator {@operator.OperatorToken.ValueText}{Types(@operator.ParameterList)}"],
            ConversionOperatorDeclarationSyntax conversion => [$"operator {conversion.Type}{Types(conversion.ParameterList)}"],
            IndexerDeclarationSyntax indexer => [$"this{Types(indexer.ParameterList)}"],
            PropertyDeclarationSyntax property => [property.Identifier.ValueText],
            EventDeclarationSyntax @event => [@event.Identifier.ValueText],
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
            EnumMemberDeclarationSyntax value => [value.Identifier.ValueText],
            _ => [Source(declaration)],
        };

    private static string Arity(TypeParameterListSyntax? parameters) => parameters is null ? "" : $"`{parameters.Parameters.Count}";

    // For a value type T? is a different type, so overloads may only differ in that.
    private static string ValueTypes(MethodDeclarationSyntax method) =>
        string.Concat(
            method
                .ConstraintClauses.Where(clause => clause.Constraints.Any(constraint => constraint.IsKind(SyntaxKind.StructConstraint)))
                .Select(clause => $" where {clause.Name} : struct")
        );

    private static string Types(BaseParameterListSyntax parameters) =>
        $"({string.Join(", ", parameters.Parameters.Select(parameter => Passing(parameter) + parameter.Type))})";

    private static string Passing(BaseParameterSyntax parameter) =>
        string.Concat(
            parameter
                .Modifiers.Where(modifier => modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword)
                .Select(modifier => modifier.Text + " ")
        );
}
