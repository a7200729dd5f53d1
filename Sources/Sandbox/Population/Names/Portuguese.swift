// Names of Brazil, most frequent first.

extension NameTable {
    static let brazil = NameTable(
        .latin, .asPrinted,
        surnames: """
            da_Silva dos_Santos Silva Oliveira Santos de_Souza Souza de_Oliveira Rodrigues Ferreira Alves Pereira Lima Gomes da_Costa Costa Ribeiro Martins de_Carvalho
            de_Almeida Lopes Soares Fernandes Vieira Barbosa da_Rocha Dias do_Nascimento de_Andrade Moreira Nunes Marques Machado
            Mendes Freitas Cardoso Ramos Gonçalves Santana Teixeira Araújo Castro Campos Cavalcanti Monteiro Moura
            Correia Batista Pinto Farias Azevedo Barros dos_Reis de_Melo Medeiros Queiroz Siqueira Guimarães da_Conceição Assunção
            Brandão Falcão Magalhães Simões Coelho Tavares Miranda Bittencourt Zanetti Nakamura Schmidt
            """,
        male: """
            José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno
            Eduardo Felipe Raimundo Rodrigo Manoel Mateus André Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago
            Anderson Ricardo Márcio Jorge Sebastião Alexandre Roberto Edson Diego Vítor Sérgio Cláudio Matheus Thiago
            Geraldo Adriano Luciano Júlio Renato Alex Vinícius Rogério Samuel Ronaldo Mário Flávio Douglas Igor Davi
            Jeferson
            """,
        female: """
            Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna
            Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera Vitória Larissa Cláudia Beatriz Rita Luana Sônia
            Renata Eliane Josefa Simone Natália Cristiane Carla Débora Rosângela Jaqueline Rosa Daniela Aparecida
            Marlene Terezinha Raimunda Andréia Fabiana Lúcia Raquel Ângela Rafaela Joana Luzia Elaine Daniele Regina
            Daiane Alessandra Thaís Conceição
            """,
        tailStems:
            "Aba Ara Bela Cala Cama Caste Coru Dama Fala Fonse Gala Lace Lava Mala Mara Mira Nova Pala Pera Pica Pira Saba Sala Sera Tama Tava Vala Vare Vila",
        tailEndings: "nte rino ta nda res lho do ra nho lva bo ro deira ndão")
}
