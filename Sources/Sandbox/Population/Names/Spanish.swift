// Names of Spanish-speaking America, most frequent first; `_` stands for a blank inside a name.

extension NameTable {
    private static let spanishMale = """
        José Luis Juan Carlos Jorge Miguel Francisco Jesús Antonio Alejandro Manuel Pedro Fernando Roberto Daniel
        David Ricardo Eduardo Javier Sergio Rafael Mario Óscar Raúl Andrés Diego Santiago Sebastián Mateo Nicolás
        Felipe Gabriel Víctor Martín Hugo Arturo Enrique Gustavo Iván Julio Guillermo Rubén Héctor Alberto Armando
        Emiliano Leonardo Samuel Tomás Joaquín Ignacio Gonzalo Cristian Álvaro Esteban Agustín Facundo Maximiliano
        Wilson Edwin
        """
    private static let spanishFemale = """
        María Guadalupe Ana Carmen Laura Patricia Rosa Claudia Adriana Sandra Verónica Gabriela Elizabeth Martha Luz
        Diana Andrea Paola Natalia Carolina Valentina Sofía Camila Mariana Isabella Daniela Valeria Ximena Fernanda
        Alejandra Paula Juliana Mónica Silvia Teresa Leticia Norma Alicia Beatriz Lucía Florencia Micaela Martina
        Catalina Victoria Renata Regina Elena Angélica Yolanda Blanca Irma Araceli Esperanza Ángela Pilar Ingrid Inés
        Belén Romina
        """
    private static let spanishTailStems =
        "Alca Agui Bala Cabe Cala Casti Domi Esca Espi Fuen Gala Gara Hino Iba Lara Liza Mace Madri Mala Mara Mira Mole Mora Nava Oli Palo Para Peña Piza Quinta Robe Saba Sala Sando Terra Torra Urru Valde Vera Villa Zala Zuma"
    private static let spanishTailEndings = "nza rro rrez nes lba nal zar vero josa ta ndo no rte lla llo"

    static let mexico = NameTable(
        .latin, .asPrinted,
        surnames: """
            Hernández García Martínez López González Pérez Rodríguez Sánchez Ramírez Cruz Gómez Flores Morales Vázquez
            Jiménez Reyes Díaz Torres Gutiérrez Ruiz Mendoza Aguilar Ortiz Moreno Castillo Romero Álvarez Méndez
            Chávez Rivera Juárez Ramos Domínguez Herrera Medina Castro Vargas Guzmán Velázquez Rojas Contreras Salazar
            Luna Ortega Santiago Guerrero Estrada Bautista Cortés Soto Alvarado Espinoza Lara Ávila Ríos Cervantes
            Silva Delgado Vega Sandoval De_la_Cruz Muñoz Ibarra Carrillo León Ochoa Xicoténcatl
            """,
        male: spanishMale, female: spanishFemale, tailStems: spanishTailStems, tailEndings: spanishTailEndings)

    static let colombia = NameTable(
        .latin, .asPrinted,
        surnames: """
            Rodríguez Gómez González Martínez García López Hernández Sánchez Ramírez Pérez Díaz Muñoz Rojas Moreno
            Jiménez Vargas Castro Gutiérrez Álvarez Ortiz Torres Ruiz Suárez Romero Valencia Herrera Quintero Giraldo
            Cárdenas Restrepo Arias Medina Mejía Rincón Parra Guerrero Castillo Ospina Rivera Mosquera Cortés Salazar
            Osorio Contreras Ríos Zapata Londoño Cardona Arango Velásquez Montoya Escobar Duque Aristizábal Franco
            Henao Correa Bedoya Palacio Betancur Acevedo Peña Uribe Jaramillo De_la_Hoz Vélez
            """,
        male: spanishMale, female: spanishFemale, tailStems: spanishTailStems, tailEndings: spanishTailEndings)

    static let argentina = NameTable(
        .latin, .asPrinted,
        surnames: """
            González Rodríguez Gómez Fernández López Díaz Martínez Pérez García Sánchez Romero Sosa Torres Álvarez
            Ruiz Ramírez Flores Benítez Acosta Medina Herrera Suárez Aguirre Giménez Gutiérrez Pereyra Rojas Molina
            Castro Ortiz Silva Núñez Luna Juárez Cabrera Ríos Morales Godoy Moreno Ferreyra Domínguez Carrizo Peralta
            Castillo Ledesma Quiroga Vega Vera Muñoz Ojeda Ponce Villalba Cardozo Navarro Rossi Russo Bianchi Ferrari
            Esposito Romano Colombo De_Luca D'Angelo Schneider Müller
            """,
        male: spanishMale, female: spanishFemale, tailStems: spanishTailStems, tailEndings: spanishTailEndings)

    static let peru = NameTable(
        .latin, .asPrinted,
        surnames: """
            Quispe Flores Sánchez Rodríguez García Rojas Mamani Díaz Torres López Gonzales Pérez Chávez Vásquez Ramos
            Ramírez Mendoza Espinoza Castillo Huamán Vargas Gutiérrez Fernández Castro Ruiz Cruz Condori Gómez Silva
            Martínez Herrera Morales Reyes Romero Salazar Cárdenas Guerrero Quiroz Chuquimamani Ccopa Huanca Apaza
            Ticona Choque Alvarado Medina Palomino Aguilar Paredes Ortiz Ponce Campos Huarcaya Yupanqui Tapia Zapata
            Villanueva Cáceres Salinas Poma Inga
            """,
        male: spanishMale, female: spanishFemale, tailStems: spanishTailStems, tailEndings: spanishTailEndings)
}
